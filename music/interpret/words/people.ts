/**
 * Names of artists, bands, composers and producers that texts mention most often. Names after
 * "in the style of" are found without this list.
 */
export const PEOPLE =
  'hans zimmer|john williams|ennio morricone|morricone|ludovico einaudi|einaudi|' +
  'yiruma|max richter|danny elfman|' +
  'howard shore|joe hisaishi|hisaishi|nobuo uematsu|koji kondo|vangelis|' +
  'jean michel jarre|jarre|brian eno|steve reich|' +
  'philip glass|bach|j s bach|mozart|beethoven|chopin|vivaldi|debussy|satie|ravel|' +
  'handel|haydn|schubert|schumann|liszt|' +
  'brahms|wagner|verdi|puccini|tchaikovsky|tschaikowski|rachmaninov|rachmaninoff|' +
  'stravinsky|mahler|grieg|dvorak|' +
  'daft punk|kraftwerk|aphex twin|deadmau5|skrillex|avicii|david guetta|' +
  'calvin harris|tiesto|swedish house mafia|' +
  'the chemical brothers|chemical brothers|the prodigy|fatboy slim|massive attack|' +
  'portishead|moby|bonobo|' +
  'tycho|odesza|flume|four tet|nujabes|j dilla|dilla|madlib|mf doom|dr dre|eminem|' +
  'jay z|kanye|kanye west|drake|' +
  'travis scott|kendrick lamar|kendrick|metro boomin|tupac|2pac|biggie|snoop dogg|' +
  'wu tang|asap rocky|' +
  'the beatles|beatles|rolling stones|the rolling stones|led zeppelin|pink floyd|' +
  'david bowie|bowie|radiohead|' +
  'coldplay|u2|nirvana|metallica|ac dc|iron maiden|black sabbath|rammstein|' +
  'slipknot|linkin park|foo fighters|' +
  'red hot chili peppers|arctic monkeys|the strokes|the cure|depeche mode|' +
  'new order|joy division|' +
  'michael jackson|james brown|stevie wonder|earth wind and fire|nile rodgers|' +
  'bruno mars|the weeknd|weeknd|' +
  'taylor swift|ed sheeran|adele|beyonce|rihanna|lady gaga|dua lipa|billie eilish|' +
  'ariana grande|justin bieber|' +
  'olivia rodrigo|lana del rey|harry styles|katy perry|madonna|abba|bob marley|' +
  'bob dylan|johnny cash|' +
  'dolly parton|elvis|elvis presley|frank sinatra|sinatra|miles davis|' +
  'john coltrane|coltrane|bill evans|' +
  'thelonious monk|duke ellington|louis armstrong|chet baker|norah jones|' +
  'nina simone|amy winehouse|' +
  'bad bunny|shakira|j balvin|daddy yankee|rosalia|carlos santana|santana|' +
  'gipsy kings|astor piazzolla|piazzolla|' +
  'joao gilberto|jobim|bts|blackpink|ryuichi sakamoto|sakamoto|yoko kanno|' +
  'edith piaf|stromae|' +
  'bon iver|sufjan stevens|fleet foxes|simon and garfunkel|mumford and sons|' +
  'sigur ros|enya|kavinsky|carpenter brut|' +
  'perturbator|john carpenter|the midnight|m83|star wars|interstellar|inception|' +
  'game of thrones|stranger things|' +
  'harry potter|lord of the rings|pirates of the caribbean|zelda|super mario|' +
  'minecraft|studio ghibli|ghibli|skyrim|' +
  'final fantasy|undertale|blade runner|bohemian rhapsody|stairway to heaven|' +
  'billie jean|imagine dragons';

import type { WordList } from './word-list.ts';

export const ENGLISH: WordList = {
  language: 'en',
  plain:
    'a|an|the|and|or|of|for|with|to|in|on|at|by|from|as|my|our|your|their|his|her|' +
    "its|it|it's|this|that|these|those|is|are|be|" +
    'was|were|i|we|you|they|he|she|me|us|please|make|makes|making|made|give|get|' +
    'create|compose|generate|write|produce|need|' +
    "needs|want|wants|wanna|would|could|should|can|may|will|shall|let's|let|have|has|" +
    'having|do|does|some|something|anything|' +
    'everything|any|all|each|one|thing|things|stuff|music|musical|track|tracks|song|' +
    'songs|tune|tunes|piece|pieces|beat|' +
    'theme|sound|sounds|sounding|audio|instrumental|style|styled|feel|feels|feeling|' +
    'vibe|vibes|mood|kind|kinds|sort|' +
    'type|bit|little|lot|lots|very|really|quite|rather|pretty|super|so|too|more|most|' +
    'much|many|such|just|only|also|then|' +
    'there|here|where|when|while|which|who|what|how|if|than|into|over|under|about|' +
    'around|through|between|during|within|' +
    'against|up|out|off|like|maybe|perhaps|kinda|sorta|thanks|thank|hi|hello|hey|ok|' +
    'okay|yes|good|nice|great|cool|perfect|' +
    'suitable|fitting|used|use|using|play|plays|playing|played|full|long|length|' +
    'lasting|approximately|approx|roughly|' +
    'exactly|total|version|mix|tempo|bpm|key|scale|mode|time|signature|meter|metre|' +
    "am|im|i'm|id|i'd|ill|i'll|goes|go|" +
    'going|come|comes|keep|stay|stays|work|works|based|inspired|heavy on|lots of|' +
    'plenty of|featuring|feat|ft|' +
    'containing|including|plus|along|throughout|set|put|add|line|lines|part|parts|' +
    'section|sections|ish|per|every|' +
    'the kind of|a bit|a little|kind of|sort of|a lot of|no more than|at least|up to|' +
    'no longer than|not more than|at all|whatsoever|either|it all|not only|' +
    'no problem|not sure|why not|nothing special|nothing fancy|not necessarily|' +
    'no doubt|no matter|not just|start|starts|starting|begin|begins|beginning|end|' +
    'ends|ending|' +
    'should last|must last|to last|will last|can last|may last|it last|could last|lasts|' +
    "don't forget|do not forget|dont forget|never forget|not without|never without|don't skip|don't lose|" +
    "can't get enough of|cannot get enough of|can't do without|can't go wrong with|don't be shy with|" +
    'zero gravity|zero g|ground zero|no less than|not afraid of|no stranger to',
  notMusic:
    'house tour|house warming|housewarming|house hunting|house plant*|haunted house|' +
    'new house|our house|my house|your house|' +
    'their house|his house|her house|old house|dream house|tree house|white house|' +
    'full house|open house|house renovation|' +
    'house sale|house move|house moving|beach house|lake house|tiny house|' +
    'country house|house cleaning|house keeping|' +
    'house rules|house build*|house show tour|around the house|in the house|' +
    'at the house|house and garden|house for sale|' +
    'minor setback|minor injur*|minor detail*|minor problem*|minor issue*|' +
    'minor league*|minor role|minor character*|' +
    'minor accident*|minor change*|minor repair*|major setback|major announcement|' +
    'major event*|major milestone|' +
    'major league|major city|major cities|major role|major problem|major issue|' +
    'major update|army major|' +
    'rock climb*|rock star*|rock garden|rock collection|rock bottom|on the rocks|' +
    'rock pool*|rock face|rock formation*|' +
    'pop up|pop ups|pop up shop*|pop up store*|popcorn|pop quiz|pop art|soda pop|corner shop|trap door|' +
    'mouse trap|tourist trap|speed trap|thirst trap|' +
    'drill sergeant|fire drill|drill bit*|power drill|dentist drill|jungle trek|' +
    'jungle safari|jungle documentary|' +
    'jungle animals|jungle gym|jungle expedition|jungle adventure|swing set|' +
    'mood swing*|swing state*|swing voter*|' +
    'golf swing|metal workshop|metal work*|sheet metal|scrap metal|metal detector*|' +
    'garage sale|garage door|parking garage|' +
    'in the garage|folk tale*|old folks|my folks|folks|wrapping|gift wrap|rap sheet|' +
    'score a|final score|test score*|' +
    'credit score|high score*|score board|scoreboard|club sandwich|golf club|' +
    'book club|football club|fan club|tennis club|' +
    'country side view|my country|our country|foreign country|home country|' +
    'cross country|country road trip|countries|' +
    'acid rain|amino acid|stomach acid|soul mate*|lost soul*|poor soul|blues skies|' +
    'blue sky|deep blue|classical education|' +
    'classical greece|latin america trip|latin class|latin lesson*|dark chocolate|' +
    'dark horse|dark roast|light bulb*|' +
    'bass fishing|bass fish|sea bass|the pad thai|launch pad|ipad|mouse pad|' +
    'drum kit review|keys to|car keys|house keys|' +
    'lead generation|sales lead*|team lead*|tech lead|lead developer|lead role|' +
    'leads to|lead to|organ donor*|organ donation|' +
    'organ transplant|internal organ*|organic|loop hole*|loophole*|happy birthday to|' +
    'happy hour|cold drop|water drop*|' +
    'drop shipping|dropshipping|price drop*|rain drop*|backdrop|drop off|hit man|' +
    'hit song*|chart hit*|greatest hits|' +
    'break room|coffee break|lunch break|spring break|tea break|bread and butter|' +
    'jazz hands|all that jazz|techno thriller|' +
    'ambient temperature|ambient lighting|ambient light|cinema tickets|funk off|' +
    'in a funk|punk rock flea market|soft drinks|' +
    'fast food|fast forward|fast track|quick note|slow cooker|slow motion|slow mo|' +
    'quiet please|hard drive*|hard hat*|' +
    'hard work|hard copy|hard earned|power point|powerpoint|power tools|power outlet',
  not:
    "no|not|never|without|minus|don't|do not|doesn't|isn't|aren't|won't|shouldn't|" +
    'nothing|none of|neither|nor|avoid|avoiding|skip|' +
    'exclude|excluding|except|except for|but not|anything but|anything except|' +
    'everything but|everything except|other than|' +
    'drop the|remove|remove the|leave out|leave out the|mute|mute the|free of|' +
    'lose the|ditch the|cut the|hold the|instead of|' +
    "rather than|far from|must not|cannot|can't|please don't|don't want|don't use|" +
    'no need for|stay away from|hate|' +
    'anything other than|and not|devoid of|lacking|absence of|steer clear of|zero|' +
    'and no|nor any',
  notAfter: 'free|less version|removed|left out|not needed|excluded',
  less:
    'less|fewer|lower|reduce|softer|quieter|only a little|not so much|not much|' +
    'tone down|toned down',
  only: 'only|just|solely|purely|exclusively|nothing but|nothing except|nothing other than',
  and: 'and|as well as|plus',
  or: 'or|nor|and no|or any|and any|nor any',
  but: 'but|instead|just|only|however|although|though|yet|with',
  moods: {
    calm:
      'calm*|relax*|peaceful*|quiet*|gentle*|gently|soft*|soothing|meditative|sleepy|' +
      'chill*|still|serene*|tranquil*|mellow*|laid back|easygoing|easy going|restful|' +
      'placid|unhurried|delicate*|subdued|zen|slow paced|lullaby*|stress free|hushed|' +
      'not distract|not distracting|must not distract|non distracting|without distracting|' +
      'unobtrusive*',
    warm:
      'warm*|cozy|cosy|tender*|loving|romantic*|nostalgi*|heartfelt|intimate|sentimental|' +
      'heartwarming|heart warming|sweet|homely|comforting|wholesome|soulful|touching|' +
      'affectionate|sensual|smooth|organic|festive|summery|friendly|welcoming',
    happy:
      'happy|happier|cheer*|joy*|sunny|bright*|uplift*|upbeat|fun|playful*|optimistic|' +
      'positive*|hopeful|feelgood|feel good|' +
      'funny|quirky|light hearted|lighthearted|lively|bouncy|bubbly|jolly|merry|' +
      'celebrat*|carefree|cute|whimsical|silly|' +
      'goofy|delight*|encouraging|motivational|motivating|inspiring|inspirational|' +
      'good vibes|groovy|perky|wacky|comic*|comed*|humorous',
    dark:
      'dark*|sinister|ominous*|menac*|horror|evil|gloom*|noir|dystop*|thriller|tense|' +
      'tension|suspense*|scary|spooky|creepy|eerie|haunting|haunted|brooding|moody|' +
      'mysterious*|mystery|grim|gritty|aggressive|aggression|angry|anger|rage|threatening|' +
      'foreboding|unsettling|uneasy|disturbing|nightmar*|shadowy|villain*|bleak|macabre|' +
      'gothic|doom|dread|sinister|hostile|brutal*|vicious|anxious*|anxiety|fear|fearful|' +
      'paranoi*|abandoned',
    sad:
      'sad*|melanchol*|lonely|loneliness|heartbreak*|cry|crying|grief|griev*|wistful*|' +
      'sorrow*|tearful|mournful|mourning|' +
      'bittersweet|depress*|tragic*|somber|sombre|forlorn|regret*|yearning|longing|' +
      'blue|despair*|broken hearted|gloomy ballad|emotional|pensive|elegiac',
    dreamy:
      'dream*|ethereal*|floating|floaty|hazy|cosmic|underwater|surreal|trippy|psychedelic|' +
      'otherworldly|celestial|heavenly|magical|mystical|airy|spacious|spacey|misty|foggy|' +
      'hypnotic|atmospher*|weightless|shimmer*|lush|enchant*|fairy*|wonder*|reflective|' +
      'starry|fog|mist',
    driving:
      'driving|energetic*|energizing|energising|pumping|intense*|intensity|powerful*|' +
      'fast paced|pulsing|pulsating|relentless|' +
      'high energy|adrenaline*|action packed|thrilling|exciting|excited|hyped|hype|' +
      'urgent*|frantic|determined|dynamic|' +
      'propulsive|fierce|banging|hard hitting|explosive|ferocious|fired up|rebellious|' +
      'confident|badass|swagger',
    epic:
      'epic*|hero|heroic*|heroes|triumph*|majestic*|grand|grandiose|victor*|anthem*|' +
      'soaring|monumental|massive|huge|' +
      'colossal|larger than life|glorious|noble|legendary|dramatic*|bombastic|stirring|' +
      'sweeping|imposing|mighty|powerful finale',
  },
  energy: {
    more:
      'energetic|energy|high energy|intense|pumping|powerful|hard|aggressive|loud|full|' +
      'wild|heavy|banging|explosive|hectic|frantic|' +
      'busy|massive|huge|punchy|upbeat|lively|hard hitting',
    less:
      'calm*|gentle|soft|quiet|minimal*|sparse*|subtle|subtly|unobtrusive*|understated|' +
      'simple|stripped back|stripped down|' +
      'low key|lowkey|low energy|restrained|discreet|delicate|sleepy|background|' +
      'non intrusive|airy|bare',
  },
  tempo: {
    slow:
      'slow*|downtempo|down tempo|laid back|lazy|ballad|ballads|unhurried|sluggish|' +
      'adagio|largo|lento|dragging|snail*|slow paced|half time',
    fast:
      'fast*|uptempo|up tempo|quick*|speedy|rapid*|hectic|fast paced|racing|high speed|' +
      'allegro|presto|frantic|breakneck|hurried|brisk*|double time|rushed',
  },
  parts: {
    drums:
      'drum|drums|drumming|drum kit|drumkit|percussion|percussive|beats|kick|snare|' +
      'cymbals|hi hats|hats|toms|rhythm section',
    bass: 'bass|bassline|basslines|bass line|bass guitar|sub bass|slap bass',
    chords: 'chord|chords|keys|keyboard|keyboards|harmony|harmonies|comping|rhythm guitar',
    lead:
      'lead|leads|melody|melodies|melodic|solo|solos|hook|topline|top line|tune on top|' +
      'riff|riffs',
    counter: 'counter melody|countermelody|counter line|counterpoint|second voice',
    pad: 'pad|pads|drone pad|sustained chords',
    fx: 'fx|effects|sound effects|sfx|riser|risers|sweeps|impacts|transitions',
    loop: 'sample|samples|my loop|the loop',
  },
  instruments: {
    piano: 'piano|pianos|grand piano|felt piano|upright piano|pianist',
    'electric piano': 'electric piano|rhodes|wurlitzer|wurli|fender rhodes',
    organ: 'organ|organs|hammond|church organ|pipe organ',
    guitar: 'guitar|guitars|guitarist|fingerpick*|fingerstyle|strum*',
    'acoustic guitar':
      'acoustic guitar|acoustic guitars|nylon guitar|spanish guitar|classical guitar|' +
      'steel guitar',
    'electric guitar':
      'electric guitar|electric guitars|distorted guitar*|screaming guitar*|guitar solo|' +
      'shredding|power chords|overdriven guitar*|guitar riff*|wah guitar|heavy guitar*|' +
      'dirty guitar*|crunchy guitar*|fuzz guitar*|gritty guitar*',
    banjo: 'banjo*',
    mandolin: 'mandolin*',
    ukulele: 'ukulele*|uke|ukelele*',
    strings:
      'strings|string section|string quartet|string ensemble|string orchestra|' +
      'string trio|pizzicato',
    violin: 'violin*|fiddle*',
    viola: 'viola|violas',
    cello: 'cello*|cellist',
    'double bass': 'double bass|upright bass|contrabass|acoustic bass|walking bass',
    '808': '808|808s|sub 808|808 bass',
    harp: 'harp|harps',
    harpsichord: 'harpsichord*',
    flute: 'flute*|pan flute|recorder|tin whistle|panpipe*|piccolo',
    woodwind: 'woodwind*|clarinet*|oboe*|bassoon*|winds',
    saxophone: 'sax|saxes|saxophon*|saxo',
    brass:
      'brass|brass section|horns|horn section|horn|french horn*|trombone*|tuba|' + 'brass stabs',
    trumpet: 'trumpet*|cornet|flugelhorn',
    choir: 'choir*|chorale',
    bells:
      'bell|bells|chimes|glockenspiel|celesta|music box|jingle bells|sleigh bells|' +
      'tubular bells|bell sounds|church bells',
    vibraphone: 'vibraphone*|vibes player|marimba|xylophone|kalimba|mbira',
    synth:
      'synth|synths|synthesi*|analog synth*|arp|arps|arpeggi*|moog|plucks|saw lead|' +
      'synth lead*',
    timpani: 'timpani|taiko*|kettledrum*|war drums',
    'hand percussion':
      'bongo|bongos|conga|congas|djembe|tabla|hand drum*|cajon|shaker*|tambourine*',
    'drum sound':
      'clap|claps|handclap*|hand claps|cowbell|cowbells|snap|snaps|finger snap*|stomp*|' +
      'rimshot*|breakbeat*|break beat*|double kick|blast beats|brushes|dembow|' +
      'four on the floor',
    accordion: 'accordion*|concertina',
    harmonica: 'harmonica*|blues harp',
    bagpipes: 'bagpipe*|uilleann pipes',
    guzheng: 'guzheng|guqin|zither|pipa',
    erhu: 'erhu',
    koto: 'koto|shamisen',
    shakuhachi: 'shakuhachi|bamboo flute',
    sitar: 'sitar*',
    oud: 'oud|ney|duduk',
    didgeridoo: 'didgeridoo*|handpan|hang drum|singing bowl*|tibetan bowl*',
    'steel drum': 'steel drum*|steel pan*|steelpan*',
    theremin: 'theremin*',
    whistling: 'whistling|whistle|whistled',
    turntable: 'scratch|scratching|scratches|turntabl*',
  },
  levels: {
    louder:
      'loud|louder|prominent|up front|upfront|boost|boosted|dominant|high in the mix|strong|' +
      'stronger|overpowering',
    quieter:
      'quiet|quieter|softer|subtle|subdued|understated|faint|restrained|low in the mix|' +
      'back in the mix|in the background|turned down|discreet',
  },
  drumless:
    'drumless|beatless|no percussion at all|string quartet|string trio|duet|duo|' +
    'quartet|solo piano|piano solo|solo violin|solo cello|solo guitar|' +
    'guitar solo piece|unaccompanied|chamber music|a cappella|no rhythm section',
  vocals:
    'vocal|vocals|vocalist*|singer|singers|singing|sing|sung|voice|voices|' +
    'female vocal|female vocals|male vocal|male vocals|female singer|' +
    'male singer|female voice|male voice|backing vocals|vocal chops|vocal sample*|' +
    'vocal samples|rapping|rapper|rap verse|spoken word|' +
    'narrator|narration|humming|chanting|choir singing|autotune|auto tune|soprano|' +
    'tenor|lead vocal|lead vocals|lead singer|women singing|kids singing|adlibs|' +
    'ad libs',
  lyrics:
    'lyric|lyrics|words about|verse about|chorus|verse|verses|refrain|text about|' + 'sung in',
  styles: {
    'lo-fi': 'low fi|chill beats|chill beat|lofi beat*|lo fi beat*|study beats',
    'hip-hop': 'hip hop beat*|boombap|uk drill|old school rap|gangsta rap',
    'jazz-trio': 'jazz band|swing jazz|bossa jazz|jazz piano',
    'acoustic-folk': 'acoustic|folk rock ballad|campfire song',
    cinematic: 'orchestral|orchestral score|film scoring|trailer music|neoclassical score',
    'drum-and-bass': 'liquid dnb|drumnbass|drum n bass',
    synthwave: 'synth wave|80s synth*|eighties synth*|retro wave',
    techno: 'dark techno|melodic techno',
    house:
      'progressive house|afro tech|tropical house|future house|electro house|' +
      'bass house|slap house|lofi house',
    ambient: 'ambience|ambiance|ambient drone|drone|soundscape',
  },
  scenes: {
    study:
      'study|studying|homework|concentrat*|focus|focusing|reading|learning|deep work|' +
      'coding|office work|exam*|revision|programming',
    sleep: 'sleep|sleeping|bedtime|nap|insomnia|falling asleep|deep sleep',
    meditation: 'meditat*|yoga|mindful*|breathing|breathwork|prayer',
    spa: 'spa|massage|wellness|healing|self care|sauna',
    nature:
      'nature|forest*|ocean|sea|mountain*|river|waves|garden|wildlife|birds|lake|' +
      'waterfall|sunrise|sunset|landscape*|desert|snow',
    rain: 'rain|rainy|raindrops|storm*|thunder*|window',
    coffee: 'coffee|coffee shop|cafe|coffeehouse|tea|bakery|bookshop|library',
    dinner: 'dinner|restaurant*|bistro*|candlelight*|wine|cocktail*|lounge|brunch|hotel lobby',
    bar: 'bar|rooftop|nightclub|smoky club',
    drive:
      'night drive|driving at night|highway|road trip|car ride|driving home|drive|' +
      'motorway|neon city',
    night: 'night|nights|late night|midnight|nighttime|evening|tonight|moonlight',
    workout:
      'workout*|gym|fitness|running|run|training|cardio|crossfit|hiit|spinning class|' +
      'jogging|exercise',
    sport:
      'sport|sports|extreme sport*|skate*|snowboard*|parkour|surf*|football|soccer|' +
      'basketball|skiing|mountain bike|bmx|climbing|boxing|highlights reel',
    chase: 'chase|car chase|pursuit|heist|escape scene',
    race: 'race|race car|formula 1|speedrun*|motorsport',
    party:
      'party|parties|celebration|dancing|dance|dancefloor|dance floor|club|clubbing|' +
      'festival|new year*|disco night',
    trailer: 'trailer*|teaser|blockbuster',
    battle:
      'battle*|fight*|war|boss|boss fight|sword*|dragon*|warrior*|knights|viking*|' + 'pirate*',
    film:
      'film*|movie*|cinema*|short film|scene|scenes|cutscene*|tv show|series|drama|' +
      'animation|cartoon|anime|end credits|opening credits',
    documentary: 'documentar*|history|historical|biography',
    horror: 'halloween|zombie*|ghost*|vampire*|monster*|survival horror',
    crime:
      'crime|true crime|detective|murder*|investigation|spy|espionage|mafia|' +
      'heist movie|cold case',
    corporate:
      'corporate|business|company|presentation*|explainer*|startup|start up|pitch|' +
      'conference|webinar|onboarding|b2b|training video|finance|professional',
    advert:
      'advert*|ad|ads|commercial|commercials|product*|promo|promotional|launch|brand*|' +
      'marketing|sale|campaign|spot|shop|store|unboxing',
    technology:
      'tech|technology|ai|science|robot*|futuristic|cyber*|sci fi|digital|gadget*|' +
      'innovation|data|software|app|hacker*|crypto|laboratory',
    news: 'news|breaking news|newsroom|bulletin|headlines',
    podcast: 'podcast*|radio show|interview*|talk show|audiobook*',
    speech:
      'voice over|voiceover|voice overs|narrated video|under voice|under speech|speech|' +
      'talking|dialogue|dialog|lecture',
    background: 'background|bed|underscore|background music|in the background',
    video:
      'video*|vlog*|youtube|tiktok|reel|reels|instagram|stream|streaming|twitch|' +
      'tutorial*|slideshow|timelapse|time lapse|montage*|clip|clips|short|shorts|story|' +
      'stories|review|channel',
    logo:
      'logo|sting|stinger|jingle|ident|intro|outro|opener|opening|sonic logo|' +
      'notification|ringtone|audio logo|bumper|start screen|title screen',
    game:
      'game*|gaming|gamer|video game*|menu|level|platformer|rpg|arcade|puzzle|dungeon|' +
      'quest|mobile game|esports|e sports|pixel',
    cooking: 'cooking|cook|recipe*|kitchen|food|baking|chef|cake',
    travel:
      'travel*|trip|holiday|holidays|vacation*|adventure*|journey*|backpack*|airport|' +
      'island|explor*|tour|drone footage|aerial|wanderlust|road',
    wedding:
      'wedding*|bride|marriage|engagement|anniversary|first dance|proposal|ceremony|' +
      'walking down the aisle',
    love:
      'love|lovers|valentine*|date|kiss|couple|love story|mother|family|grandma|' + 'grandmother',
    funeral: 'funeral*|memorial|remembrance|tribute|farewell|goodbye|loss|obituary',
    christmas: 'christmas*|xmas|santa|advent|winter holidays|noel|holiday season',
    birthday: 'birthday*|graduation',
    children:
      'children|kids|kid|child|baby|babies|toddler*|nursery|playground|toy|toys|school|' +
      'kindergarten|puppy|puppies|kitten*',
    summer: 'summer|beach|pool party|tropical|poolside|ice cream|barbecue|spring|ibiza',
    winter: 'winter|autumn|fall season|icy|fireplace|cold',
    morning: 'morning|mornings|breakfast|dawn|waking up|wake up|new day|morning routine',
    space:
      'space|galaxy|universe|planet*|stars|astronaut*|moon|alien*|nebula|' +
      'interstellar travel|spaceship',
    countryside:
      'countryside|farm*|village*|cowboy*|campfire|camping|hiking|meadow*|prairie|' +
      'harvest|tavern|cabin|western town',
    city: 'city|urban|downtown|new york|paris|london|tokyo|berlin|skyline|metro|subway|' + 'train',
    fashion:
      'fashion|runway|catwalk|beauty|makeup|luxury|luxurious|elegant|stylish|classy|' +
      'sophisticated',
    street: 'street|graffiti|breakdance|basketball court|skate park|hood',
  },
  endings: {
    loop:
      'loop|loops|looped|looping|loopable|seamless loop|seamlessly|seamless|' +
      'loop seamlessly|perfect loop|endless|endlessly|infinite|repeats forever|' +
      'repeating loop|can be looped',
    final:
      'big finish|grand finale|finale|big ending|clear ending|proper ending|' +
      'ends with a hit|end with a hit|ends with a bang|hard ending|strong ending|' +
      'final chord|ending hit|ending on a hit|ends on a hit|button ending|cold ending|' +
      'ends abruptly|stinger ending|definite ending|resolve at the end|ends cleanly|' +
      'end on a hard stop|ends on a hard stop|ending on a hard stop|end with a hard stop|' +
      'ends with a hard stop|end abruptly|end cleanly|stop dead at the end',
    fade: 'fade|fades|fading|fade out|fades out|fading out|fade away|' + 'fadeout|fade to silence',
  },
  shapes: {
    build:
      'slow build|slow building|slowly building|builds|build up|build ups|builds up|' +
      'buildup|building|build|crescendo|grows|growing|rising|swells|gradually|gradual|' +
      'intensifies|escalat*|gets bigger|gets louder|ramps up|slow burn',
    'quiet-start':
      'starts quiet|starts quietly|starts soft|starts softly|starts calm|starts small|' +
      'begins quiet|begins quietly|begins softly|begins calm|quiet start|soft start|' +
      'quiet intro|calm intro|soft intro|quiet beginning|starts gently|begins gently|' +
      'starts low|starts minimal',
  },
  events: {
    drop: 'drop|drops|the drop|beat drop|bass drop|then drop|drop the bass|drop the beat',
    climax:
      'climax|climaxes|peak|peaks|high point|culminat*|biggest moment|big moment|' +
      'full orchestra',
    accent:
      'hit|hits|accent|accents|impact|stab|boom|crash|punch|big hit|hit point|' + 'stinger hit',
    break: 'break|breakdown|breaks down',
    stop: 'stop|stops|sudden stop|silence|pause|dead stop|cut to silence',
  },
  metres: {
    '3/4':
      'waltz|waltzes|waltzing|waltz time|three four|three quarter time|triple metre|' +
      'triple meter|minuet|in three',
    '6/8': 'six eight|jig|tarantella|compound time',
    '4/4': 'four four|common time',
    '5/4': 'five four|in five',
    '7/8': 'seven eight|in seven',
    '2/4': 'two four|in two|cut time',
  },
  units: {
    second: 'second|seconds|sec|secs|s|second long',
    minute: 'minute|minutes|min|mins|m',
    hour: 'hour|hours|hr|hrs|h',
    bar: 'bar|bars|measure|measures',
    bpm: 'bpm|beats per minute|beats a minute|beats per min|beats minute|bpms',
    lufs: 'lufs|lkfs',
  },
  tempoLabel: 'tempo|bpm|speed|tempo of|tempo around|tempo about|bpm around|tempo at|pace',
  numbers: {
    1: 'one|single|a|an',
    2: 'two|couple|couple of|a couple of',
    3: 'three',
    4: 'four',
    5: 'five',
    6: 'six',
    7: 'seven',
    8: 'eight',
    9: 'nine',
    10: 'ten',
    11: 'eleven',
    12: 'twelve',
    15: 'fifteen',
    20: 'twenty',
    25: 'twenty five',
    30: 'thirty',
    40: 'forty',
    45: 'forty five',
    50: 'fifty',
    60: 'sixty',
    70: 'seventy',
    75: 'seventy five',
    80: 'eighty',
    90: 'ninety',
    95: 'ninety five',
    100: 'hundred|one hundred|a hundred',
    110: 'one hundred and ten|hundred and ten|one ten',
    120: 'one hundred and twenty|hundred and twenty|one hundred twenty|one twenty',
    128: 'one hundred and twenty eight|one twenty eight',
    130: 'one hundred and thirty|one thirty',
    140: 'one hundred and forty|one forty',
    160: 'one hundred and sixty|one sixty',
    174: 'one seventy four|one hundred and seventy four',
  },
  halves: { half: 'half|half a|half of a', plusHalf: 'and a half|and half|½' },
  modes: {
    major: 'major|maj',
    minor: 'minor|min',
    dorian: 'dorian',
    mixolydian: 'mixolydian',
    lydian: 'lydian',
    phrygian: 'phrygian',
  },
  sharp: 'sharp',
  flat: 'flat',
  keyLabel: 'in|key of|in the key of|key|key is|in key',
  times: {
    first: 'first|in the first|for the first|during the first|opening',
    last: 'last|final|in the last|for the last|the last',
    after: 'after|from after|only after|not before|later than',
    until: 'until|till|before|up until',
    at: 'at|by|right at|exactly at|on',
    around: 'around|about|at around|at about|approximately|roughly',
    from:
      'from|starting at|starting from|beginning at|come in at|comes in at|' +
      'come in after|enter at|enters at|enter after|kick in at|kicks in at|' +
      'kick in after|start at|since',
    firstHalf:
      'first half|in the first half|opening half|in the intro|during the intro|' +
      'at the beginning|at the start|in the beginning',
    secondHalf: 'second half|in the second half|latter half|at the end|in the outro|last half',
  },
  like:
    'in the style of|in style of|style of|like|sounds like|sound like|similar to|' +
    'inspired by|reminiscent of|a la|influenced by|in the vein of|vein of|as if by|' +
    'something by|think of|think',
  impossible: {
    'a change of tempo':
      'speeds up|speed up|speeding up|gets faster|getting faster|slows down|slow down|' +
      'slowing down|gets slower|accelerat*|accelerando|ritardando|tempo change|' +
      'tempo changes|changes tempo|change of tempo|tempo ramp|then faster|then slower|' +
      'rubato',
    'a change of key': 'key change|key changes|modulat*|modulation|key up|changes key|truck driver',
    'a change of style':
      'switches to|turns into|transitions into|beat switch|genre switch|morphs into|' +
      'then switches',
    stems: 'stem|stems|multitrack|multitracks|multi track',
    'a fade-in': 'fade in|fades in|fading in|fade up from silence',
    'other sounds':
      'field recording*|nature sounds|bird song|birdsong|rain sounds|ocean sounds|' +
      'sound of rain|sound of the sea|crowd noise|applause|vinyl crackle|tape hiss|' +
      'foley|gun shots|sirens|laughter',
    'a copy of a song':
      'cover of|remix of|remake of|cover version|karaoke version|mashup|mash up|' +
      'sample of the song',
    'a format':
      'surround|dolby atmos|atmos|5 1 surround|binaural audio|8d audio|mono version|' +
      'sheet music|lead sheet',
  },
};

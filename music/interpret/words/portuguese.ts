import type { WordList } from './word-list.ts';

export const PORTUGUESE: WordList = {
  language: 'pt',
  falseFriends: 'sale|data|datas|sei',
  plain:
    'não esqueça|não esqueças|não esquecer|não sem|nunca sem|não importa|' +
    'o|a|os|as|um|uma|uns|umas|de|do|da|dos|das|e|ou|para|pra|pro|com|em|no|na|nos|' +
    'nas|por|pelo|pela|que|como|é|são|seja|ao|à|aos|às|eu|você|me|meu|minha|meus|' +
    'nosso|nossa|seu|sua|quero|queria|gostaria|preciso|faça|faz|fazer|crie|criar|dê|' +
    'por favor|obrigado|obrigada|olá|algo|alguma|música|musica|canção|peça|faixa|' +
    'tema|som|estilo|gênero|' +
    'género|clima|tipo|muito|bem|bastante|um pouco|pouco|mais|também|depois|tudo|' +
    'todo|toda|cerca|aproximadamente|tempo|andamento|duração|dure|dura|longo|longa|' +
    'tom|tonalidade|compasso|' +
    'bom|boa|bonito|bonita|ideal|este|esta|isso|ser|ter|deve|soar|soa|instrumental|' +
    'onde|se|lhe|uns',
  notMusic:
    'pipoca|casa nova|menor de idade|maior de idade|a maior parte|o maior|' + 'a menor dúvida',
  not:
    'sem|não|nao|nem|nada|nada de|nunca|nenhum|nenhuma|exceto|menos que|tudo menos|' +
    'qualquer coisa menos|evite|evitar|em vez de|ao invés de|fora|tampouco',
  notAfter: 'de fora|excluído|excluída',
  less: 'menos',
  only: 'só|somente|apenas|unicamente|nada além de|exclusivamente',
  and: 'e',
  or: 'ou|nem',
  but: 'mas|porém|só|somente|apenas|com|sim',
  moods: {
    calm:
      'calm*|tranquil*|relaxante*|relaxad*|suave*|seren*|pacífic*|sossegad*|delicad*|leve*|' +
      'repousante*|doce*|sem distrair|não distraia|não distrai|não deve distrair',
    warm:
      'quente*|aconchegante*|romântic*|romantic*|tern*|nostálgic*|íntim*|carinhos*|' +
      'acolhedor*|sensual*|saudos*|festiv*|amigável|amigáveis|simpátic*',
    happy:
      'alegre*|feliz|felizes|divertid*|ensolarad*|otimista*|positiv*|animad*|luminos*|' +
      'brincalh*|contente*|brilhante*|motivador*|motivacional|inspirador*|esperanços*|' +
      'dançante*|contagiante*',
    dark:
      'escur*|sombri*|sinistr*|misterios*|ameaçador*|inquietante*|suspense|tens*|' +
      'assustador*|macabr*|agressiv*|tenebros*|medo|tensão|sóbrio e escuro|ansiedade|' +
      'angústia|angustiant*|abandonad*',
    sad:
      'triste*|melancóli*|melancol*|solitári*|dolorid*|saudade|emocionante*|chorar|' +
      'comovente*|trágic*|desgosto|lágrimas',
    dreamy:
      'sonhador*|onírico|onírica|etére*|atmosféric*|mágic*|flutuante*|celestial|hipnótic*|' +
      'cósmic*|espacial|névoa*|neblina*|nevoeiro*|bruma*',
    driving:
      'enérgic*|energétic*|potente*|intens*|dinâmic*|eletrizante*|vibrante*|energia|' +
      'frenétic*|adrenalina|poderos*|empolgante*',
    epic:
      'épic*|epic*|heroic*|heróic*|grandios*|majestos*|triunfa*|monumental*|dramátic*|' +
      'glorios*|vitorios*|solene*',
  },
  energy: {
    more: 'enérgic*|energia|potente*|intens*|fort*|pesad*|selvagem|explosiv*|energétic*',
    less: 'calm*|tranquil*|suave*|discret*|minimalista*|leve*|simples|sutil|de fundo|' + 'delicad*',
  },
  tempo: {
    slow: 'lent*|devagar|balada*|vagaros*|arrastad*',
    fast: 'rápid*|rapid*|veloz*|acelerad*|ligeir*|depressa',
  },
  parts: {
    drums: 'bateria*|percussão|percussões|tambor*|batuque',
    bass: 'baixo|baixos|linha de baixo|contrabaixo elétrico',
    chords: 'acorde*|teclado*|harmonia*',
    lead: 'melodia*|solo|solos|melodia principal',
    counter: 'contramelodia|contracanto|segunda voz',
    pad: 'pads|pad|camas',
    fx: 'efeitos|efeitos sonoros',
    loop: 'amostra',
  },
  instruments: {
    piano: 'piano|pianos',
    'electric piano': 'piano elétrico|piano eléctrico|rhodes',
    organ: 'órgão',
    guitar: 'guitarra|guitarras|violão|violões|viola caipira',
    'acoustic guitar': 'violão acústico|guitarra acústica|violão clássico|guitarra clássica',
    'electric guitar':
      'guitarra elétrica|guitarras elétricas|guitarra distorcida|guitarras distorcidas|' +
      'guitarra eléctrica|guitarra suja|guitarras sujas',
    banjo: 'banjo',
    mandolin: 'bandolim',
    ukulele: 'ukulele|cavaquinho',
    strings: 'cordas|quarteto de cordas',
    violin: 'violino|violinos',
    viola: 'viola de arco',
    cello: 'violoncelo*',
    'double bass': 'contrabaixo',
    harp: 'harpa',
    harpsichord: 'cravo',
    flute: 'flauta*',
    woodwind: 'clarinete*|oboé|fagote|madeiras',
    saxophone: 'saxofone*|sax',
    brass: 'metais|trombone*|sopros|trompa',
    trumpet: 'trompete*|trombeta*',
    choir: 'coro|coral|coros',
    bells: 'sino|sinos|sininho*|caixa de música',
    vibraphone: 'vibrafone|marimba|xilofone',
    synth: 'sintetizador*|synth',
    timpani: 'tímpanos',
    'hand percussion': 'bongôs|congas|pandeiro|chocalho|cajón|atabaque',
    'drum sound': 'palmas|agogô|cowbell',
    accordion: 'acordeão|sanfona|concertina',
    harmonica: 'gaita|harmônica',
    bagpipes: 'gaita de foles',
    whistling: 'assobio*|assobiando',
  },
  levels: {
    louder: 'forte|fortes|potente|potentes|alto|alta|em primeiro plano',
    quieter:
      'discreto|discreta|discretos|discretas|sutil|suave no volume|baixinho|baixinha|ao fundo',
  },
  drumless: 'quarteto de cordas|dueto|duo|quarteto|piano solo|música de câmara|a capela',
  vocals:
    'voz|vozes|vocal|vocais|cantor|cantora|cantar|canto|cantado|cantada|voz feminina|' +
    'voz masculina|voz de mulher|rapper|rappers',
  lyrics: 'letra|letras|estrofe*|refrão|verso*|palavras',
  styles: {
    'acoustic-folk': 'acústic*|folclore|folclóric*',
    cinematic:
      'música de filme|orquestral*|cinematográfic*|trilha sonora|banda sonora|' + 'cinemátic*',
    ambient: 'ambiente sonoro|ambiental|música ambiente',
    'jazz-trio': 'trio de jazz',
    pop: 'música pop|pop brasileiro',
    rock: 'rock nacional|roqueiro',
    classical: 'clássic*|classica|barroc*|música de câmara|erudit*',
    latin:
      'latin*|bossa nova|bossa|samba|salsa|reggaeton|forró|pagode|sertanejo|mpb|axé|' + 'baião',
    house: 'música house',
    'hip-hop': 'rap nacional|trap brasileiro',
  },
  scenes: {
    study: 'estud*|concentra*|trabalhar|ler|leitura|programar',
    sleep: 'dormir|sono|canção de ninar|soneca',
    meditation: 'meditação|meditar|ioga|yoga|respiração',
    spa: 'spa|massagem|bem estar',
    nature: 'natureza|floresta|mar|oceano|montanha*|rio|nascer do sol|pôr do sol|paisagem*',
    rain: 'chuva|tempestade|chuvos*',
    coffee: 'café|cafeteria|chá',
    dinner: 'jantar|restaurante*|vinho',
    bar: 'bar|discoteca',
    drive: 'dirigir|estrada|rodovia|autoestrada|de carro',
    night: 'noite|noturn*|nocturn*|madrugada|tarde',
    workout: 'academia|ginásio|treino|treinar|exercício|correr',
    sport: 'esporte*|desporto|futebol|surfe',
    chase: 'perseguição',
    race: 'corrida',
    party: 'festa*|dançar|dança|balada noturna|carnaval',
    trailer: 'trailer',
    battle: 'batalha*|guerra|luta*|chefão',
    film: 'filme*|cinema|curta metragem|cena|série|créditos',
    documentary: 'documentário*|história',
    horror: 'terror|halloween|fantasma*',
    crime: 'crime|crimes|policial|detetive',
    corporate: 'corporativ*|empresa*|apresentação|negócio*|profissional',
    advert: 'anúncio*|propaganda|publicidade|comercial|produto*|marca',
    technology: 'tecnologia*|futurista*|robô*|ciência',
    news: 'notícias|jornal',
    podcast: 'podcast*|rádio|entrevista',
    speech: 'narração|locução|voz off',
    background: 'fundo|de fundo|ao fundo',
    video: 'vídeo*|video*|vlog|youtube',
    logo: 'logo|vinheta|intro|abertura',
    game: 'jogo*|videogame*|game',
    cooking: 'cozinha|receita*|cozinhar|culinári*',
    travel: 'viagem|viagens|férias|aventura*|ilha',
    wedding: 'casamento*|noiva|noivos',
    love: 'amor|apaixonad*|dia dos namorados|casal|família',
    funeral: 'funeral|homenagem|despedida',
    christmas: 'natal|natalin*',
    birthday: 'aniversário',
    children: 'criança*|infantil|infantis|bebê*|brinquedo*|escola|cachorro|gato',
    summer: 'verão|praia|primavera|piscina',
    winter: 'inverno|outono|neve',
    morning: 'manhã|manhãs|despertar|café da manhã',
    space: 'espaço|estrelas|galáxia|lua',
    countryside: 'campo|fazenda|aldeia|fogueira',
    city: 'cidade|urban*',
    fashion: 'moda|desfile|luxo|elegante*',
    street: 'rua',
  },
  endings: {
    loop: 'loop|em loop|ciclo|repetível|sem fim|infinito',
    final: 'grande final|final forte|acorde final|final claro|final abrupto|parada brusca',
    fade: 'desvanece|fade out|esmaece|some aos poucos',
  },
  shapes: {
    build: 'crescendo|cresce|crescente|progressiv*|vai crescendo|aos poucos|aumenta',
    'quiet-start': 'começa suave|começa calmo|começa calma|início calmo|começa baixinho',
  },
  events: {
    drop: 'drop',
    climax: 'clímax|climax|auge|ápice',
    accent: 'batida forte|acento|impacto',
    break: 'pausa|break',
    stop: 'silêncio|parada',
  },
  metres: {
    '3/4': 'valsa|valsas|três por quatro',
    '6/8': 'seis por oito',
    '4/4': 'quatro por quatro',
    '2/4': 'dois por quatro',
    '5/4': 'cinco por quatro',
    '7/8': 'sete por oito',
  },
  units: {
    second: 'segundo|segundos|seg|s',
    minute: 'minuto|minutos|min',
    hour: 'hora|horas',
    bar: 'compassos',
    bpm: 'bpm|batidas por minuto|batimentos por minuto',
  },
  tempoLabel: 'tempo|andamento|velocidade|bpm',
  numbers: {
    1: 'um|uma',
    2: 'dois|duas',
    3: 'três',
    4: 'quatro',
    5: 'cinco',
    6: 'seis',
    7: 'sete',
    8: 'oito',
    9: 'nove',
    10: 'dez',
    12: 'doze',
    15: 'quinze',
    20: 'vinte',
    30: 'trinta',
    40: 'quarenta',
    45: 'quarenta e cinco',
    50: 'cinquenta',
    60: 'sessenta',
    70: 'setenta',
    80: 'oitenta',
    90: 'noventa',
    100: 'cem|cento',
    120: 'cento e vinte',
  },
  halves: { half: 'meio|meia', plusHalf: 'e meio|e meia' },
  modes: {
    major: 'maior',
    minor: 'menor',
    dorian: 'dórico',
    mixolydian: 'mixolídio',
    lydian: 'lídio',
    phrygian: 'frígio',
  },
  notes: { C: 'do', D: 're', E: 'mi', F: 'fa', G: 'sol', A: 'la', B: 'si' },
  sharp: 'sustenido',
  flat: 'bemol',
  keyLabel: 'em|tom de|tonalidade de|no tom de|tonalidade',
  times: {
    first: 'nos primeiros|os primeiros|durante os primeiros|primeiros|primeiras',
    last: 'nos últimos|os últimos|últimos',
    after: 'depois de|após',
    until: 'até|antes de',
    at: 'aos|ao',
    around: 'por volta de|cerca de|aproximadamente',
    from: 'a partir de|desde',
    firstHalf: 'primeira metade|no início|no começo|na introdução',
    secondHalf: 'segunda metade|no final|no fim',
  },
  like:
    'no estilo de|estilo de|ao estilo de|como|parecido com|parecida com|inspirado em|' +
    'inspirada em|tipo',
  impossible: {
    'a change of tempo': 'acelera|desacelera|mudança de andamento|cada vez mais rápido',
    'a change of key': 'mudança de tom|modulação',
    stems: 'faixas separadas|stems',
    'other sounds': 'som de chuva|sons da natureza|canto de pássaros|som do mar|aplausos',
    'a copy of a song': 'cover de|remix de|versão karaokê',
  },
};

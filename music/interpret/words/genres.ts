import type { AskedStyle } from './asked-style.ts';

/** A genre that no style plays: its words in every language, and the styles that come nearest, nearest first. */
export interface UnplayedGenre {
  readonly words: string;
  readonly near: readonly AskedStyle[];
  /** Styles that are of this genre, all of which "no electronic music" excludes. */
  readonly includes?: readonly AskedStyle[];
}

export const GENRES: Readonly<Record<string, UnplayedGenre>> = {
  country: {
    words: 'country|country music|countrymusik|nashville|honky tonk|western|countrypop',
    near: ['acoustic-folk'],
  },
  reggae: {
    words: 'reggae|dub reggae|ska|rocksteady|dancehall|roots reggae',
    near: ['latin', 'hip-hop'],
  },
  metal: {
    words:
      'metal|heavy metal|death metal|black metal|thrash*|metalcore|deathcore|' +
      'doom metal|djent|nu metal',
    near: ['rock'],
  },
  punk: { words: 'punk|punk rock|pop punk|hardcore punk|grunge|emo|ska punk', near: ['rock'] },
  blues: { words: 'blues|bluesy|delta blues|rhythm and blues', near: ['jazz-trio', 'rock'] },
  soul: {
    words: "soul|soul music|r&b|rnb|r'n'b|neo soul|motown|gospel|quiet storm",
    near: ['funk', 'hip-hop'],
  },
  electronic: {
    words:
      'electronic*|electro|elektro*|elektronisch*|electronica|electronique*|' +
      'elettronic*|eletronic*',
    near: ['synthwave', 'house'],
    includes: ['synthwave', 'house', 'techno', 'drum-and-bass', 'chiptune'],
  },
  edm: {
    words: 'edm|big room|festival banger*|mainstage|main stage',
    near: ['house', 'techno'],
    includes: ['house', 'techno', 'drum-and-bass'],
  },
  'elevator music': {
    words:
      'elevator music|lift music|muzak|fahrstuhlmusik|musique d ascenseur|música de ascensor|' +
      'musica da ascensore|música de elevador|liftmuziek|muzyka z windy|музыка для лифта|' +
      'asansör müziği|エレベーターミュージック|电梯音乐|엘리베이터 음악',
    near: ['jazz-trio', 'latin'],
  },
  dubstep: {
    words: 'dubstep|brostep|riddim|bass music|uk bass|future bass',
    near: ['drum-and-bass'],
  },
  trance: {
    words: 'trance|psytrance|goa|eurodance|euro dance|hands up|progressive trance',
    near: ['techno', 'house'],
  },
  hardcore: {
    words: 'speedcore|hardcore|gabber|hardstyle|happy hardcore|frenchcore|terrorcore',
    near: ['techno', 'drum-and-bass'],
  },
  'UK garage': {
    words: 'uk garage|2 step|two step|speed garage|grime',
    near: ['house', 'hip-hop'],
  },
  afrobeats: {
    words: 'afrobeat|afrobeats|afropop|afro pop|highlife|afro',
    near: ['latin', 'house', 'hip-hop'],
  },
  amapiano: { words: 'amapiano|gqom|kwaito|kuduro|afro house', near: ['house', 'latin'] },
  idm: {
    words: 'idm|glitch|glitch hop|glitchy|footwork|jersey club|noise|harsh noise|hyperpop',
    near: ['techno', 'drum-and-bass'],
  },
  'trip hop': {
    words: 'trip hop|triphop|downtempo electronica|chillwave|chillstep|bedroom beats',
    near: ['lo-fi'],
  },
  'K-pop': {
    words:
      'k pop|kpop|j pop|jpop|mandopop|cantopop|city pop|citypop|シティポップ|c pop|シティ・ポップ|' +
      'bollywood|schlager*|europop|eurovision',
    near: ['pop', 'synthwave'],
  },
  'post-rock': {
    words:
      'post rock|shoegaze|krautrock|math rock|stoner rock|psychedelic rock|psychedelic|' + 'prog',
    near: ['rock', 'ambient'],
  },
  opera: {
    words: 'opera|operatic|oper|musical|broadway|show tune*|vaudeville|operette',
    near: ['classical', 'cinematic'],
  },
  march: {
    words: 'marching band|brass band|military march|marsch|blasmusik|oompah|fanfare*',
    near: ['classical', 'cinematic'],
  },
  chant: {
    words:
      'gregorian|chant|choral|a cappella|acapella|hymn*|sacred music|church music|' +
      'kirchenmusik',
    near: ['ambient', 'classical'],
  },
  flamenco: {
    words: 'flamenco|rumba|gipsy|gypsy jazz|fado|ranchera|mariachi|norteno|corrido*',
    near: ['latin', 'acoustic-folk'],
  },
  tango: { words: 'tango*|milonga|bolero', near: ['latin', 'jazz-trio'] },
  polka: {
    words: 'polka|klezmer|balkan|balkan brass|sea shanty|shanty|shanties|zydeco|cajun',
    near: ['acoustic-folk'],
  },
  'Chinese music': {
    words: 'chinese|chinesisch*|中国风|中國風|国风|古风|chinois*|cinese|chino',
    near: ['acoustic-folk', 'ambient'],
  },
  'Japanese music': {
    words: 'japanese|japanisch*|和風|和风|japonais*|giapponese',
    near: ['acoustic-folk', 'ambient'],
  },
  'Indian music': {
    words: 'indian|indisch*|raga|bhangra|hindustani|carnatic|indien*',
    near: ['acoustic-folk', 'ambient'],
  },
  'Arabic music': {
    words: 'arabic|arabisch*|oriental*|orientalisch*|middle eastern|turkish|turkisch*|' + 'persian',
    near: ['acoustic-folk', 'cinematic'],
  },
  'African music': {
    words: 'african|afrikanisch*|tribal|africaine*|africano',
    near: ['latin', 'acoustic-folk'],
  },
  'world music': {
    words:
      'world music|weltmusik|ethnic|hawaiian|polynesian|andean|medieval|mittelalter*|' +
      'renaissance',
    near: ['acoustic-folk', 'cinematic'],
  },
  disco: { words: 'disco|italo disco|nu disco', near: ['funk', 'house'] },
  'easy listening': {
    words: 'easy listening|elevator music|muzak|fahrstuhlmusik|lounge music|exotica',
    near: ['jazz-trio', 'lo-fi'],
  },
  'new age': { words: 'new age|432 hz|binaural|white noise|solfeggio', near: ['ambient'] },
};

import type { Mood } from '@fermata/contracts/values';

/** `images`: nouns that stand alone, of any gender. In the templates, {subject} and {image} are filled in. */
export interface TitleWords {
  readonly images: Readonly<Record<Mood, readonly string[]>> | readonly string[];
  readonly withSubject: readonly string[];
  readonly withoutSubject: readonly string[];
}

const GERMAN: TitleWords = {
  images: {
    calm: ['Stille', 'Abendruhe', 'Windstille', 'Schwebe'],
    warm: ['Bernstein', 'Honiglicht', 'Kaminfeuer', 'Spätsommer'],
    happy: ['Sonnentag', 'Leichtsinn', 'Zitronenlicht', 'Morgenglück'],
    dark: ['Mitternacht', 'Schatten', 'Dunkelheit', 'Nachtwache'],
    sad: ['Fernweh', 'Herbstlaub', 'Abschied', 'Nebel'],
    dreamy: ['Traumpfad', 'Wolkenmeer', 'Samt', 'Halbschlaf'],
    driving: ['Strom', 'Neonlicht', 'Unruhe', 'Rückenwind'],
    epic: ['Aufbruch', 'Gipfel', 'Horizont', 'Sternenzeit'],
  },
  withSubject: [
    ...['{subject} am Morgen', '{subject} im Regen', '{subject} im Oktober', '{subject} um zwei'],
    ...['{subject} und {image}', '{image} und {subject}', '{subject} bei Nacht'],
  ],
  withoutSubject: [
    ...['{image}', '{image} am Morgen', '{image} im Regen', '{image} im Oktober'],
    ...['{image} um zwei', '{image} am Fenster', '{image} vor Sonnenaufgang'],
  ],
};

const FRENCH: TitleWords = {
  images: {
    calm: ['Silence', 'Accalmie', 'Repos', 'Demi-jour'],
    warm: ['Ambre', 'Miel', 'Braise', 'Arrière-saison'],
    happy: ['Soleil', 'Insouciance', 'Citron', 'Éclat'],
    dark: ['Minuit', 'Ombre', 'Obsidienne', 'Veille'],
    sad: ['Adieu', 'Brume', 'Absence', 'Cendre'],
    dreamy: ['Velours', 'Songe', 'Nuage', 'Mirage'],
    driving: ['Courant', 'Néon', 'Élan', 'Étincelle'],
    epic: ['Horizon', 'Envol', 'Sommet', 'Aurore'],
  },
  withSubject: [
    ...["{subject} à l'aube", '{subject} sous la pluie', '{subject} en octobre'],
    ...['{subject} à deux heures', '{subject} et {image}', '{image} et {subject}'],
  ],
  withoutSubject: [
    ...['{image}', "{image} à l'aube", '{image} sous la pluie', '{image} en octobre'],
    ...['{image} à la fenêtre', '{image} avant minuit'],
  ],
};

const SPANISH: TitleWords = {
  images: {
    calm: ['Silencio', 'Calma', 'Reposo', 'Remanso'],
    warm: ['Ámbar', 'Miel', 'Lumbre', 'Otoño'],
    happy: ['Sol', 'Alegría', 'Limón', 'Verano'],
    dark: ['Medianoche', 'Sombra', 'Obsidiana', 'Vigilia'],
    sad: ['Despedida', 'Niebla', 'Ausencia', 'Ceniza'],
    dreamy: ['Terciopelo', 'Ensueño', 'Nube', 'Espejismo'],
    driving: ['Corriente', 'Neón', 'Impulso', 'Chispa'],
    epic: ['Horizonte', 'Vuelo', 'Cumbre', 'Aurora'],
  },
  withSubject: [
    ...['{subject} al alba', '{subject} bajo la lluvia', '{subject} en octubre'],
    ...['{subject} a las dos', '{subject} y {image}', '{image} y {subject}'],
  ],
  withoutSubject: [
    ...['{image}', '{image} al alba', '{image} bajo la lluvia', '{image} en octubre'],
    ...['{image} en la ventana', '{image} antes del amanecer'],
  ],
};

const ITALIAN: TitleWords = {
  images: {
    calm: ['Silenzio', 'Quiete', 'Riposo', 'Bonaccia'],
    warm: ['Ambra', 'Miele', 'Brace', 'Autunno'],
    happy: ['Sole', 'Allegria', 'Limone', 'Estate'],
    dark: ['Mezzanotte', 'Ombra', 'Ossidiana', 'Veglia'],
    sad: ['Addio', 'Nebbia', 'Assenza', 'Cenere'],
    dreamy: ['Velluto', 'Sogno', 'Nuvola', 'Miraggio'],
    driving: ['Corrente', 'Neon', 'Slancio', 'Scintilla'],
    epic: ['Orizzonte', 'Volo', 'Vetta', 'Aurora'],
  },
  withSubject: [
    ...["{subject} all'alba", '{subject} sotto la pioggia', '{subject} a ottobre'],
    ...['{subject} alle due', '{subject} e {image}', '{image} e {subject}'],
  ],
  withoutSubject: [
    ...['{image}', "{image} all'alba", '{image} sotto la pioggia', '{image} a ottobre'],
    ...['{image} alla finestra', "{image} prima dell'alba"],
  ],
};

const PORTUGUESE: TitleWords = {
  images: {
    calm: ['Silêncio', 'Calma', 'Repouso', 'Remanso'],
    warm: ['Âmbar', 'Mel', 'Brasa', 'Outono'],
    happy: ['Sol', 'Alegria', 'Limão', 'Verão'],
    dark: ['Meia-noite', 'Sombra', 'Obsidiana', 'Vigília'],
    sad: ['Despedida', 'Névoa', 'Ausência', 'Cinza'],
    dreamy: ['Veludo', 'Sonho', 'Nuvem', 'Miragem'],
    driving: ['Corrente', 'Néon', 'Impulso', 'Faísca'],
    epic: ['Horizonte', 'Voo', 'Cume', 'Aurora'],
  },
  withSubject: [
    ...['{subject} ao amanhecer', '{subject} na chuva', '{subject} em outubro'],
    ...['{subject} às duas', '{subject} e {image}', '{image} e {subject}'],
  ],
  withoutSubject: [
    ...['{image}', '{image} ao amanhecer', '{image} na chuva', '{image} em outubro'],
    ...['{image} na janela', '{image} antes da aurora'],
  ],
};

/** By the language of the brief. English, and other languages, follow `titlesFor`. */
export const TITLE_WORDS: Readonly<Record<string, TitleWords>> = {
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  it: ITALIAN,
  pt: PORTUGUESE,
  nl: {
    images: ['Stilte', 'Maanlicht', 'Regen', 'Dageraad', 'Horizon', 'Schaduw', 'Nevel', 'Gloed'],
    withSubject: ['{subject} in oktober', '{subject} en {image}', '{subject} bij nacht'],
    withoutSubject: ['{image}', '{image} in oktober', '{image} aan het raam', '{image} bij nacht'],
  },
  pl: {
    images: ['Cisza', 'Bursztyn', 'Deszcz', 'Świt', 'Horyzont', 'Cień', 'Mgła', 'Iskra'],
    withSubject: ['{subject} o świcie', '{subject} i {image}', '{subject} nocą'],
    withoutSubject: ['{image}', '{image} o świcie', '{image} w październiku', '{image} nocą'],
  },
  ru: {
    images: ['Тишина', 'Янтарь', 'Дождь', 'Рассвет', 'Горизонт', 'Тень', 'Туман', 'Искра'],
    withSubject: ['{subject} на рассвете', '{subject} и {image}', '{subject} ночью'],
    withoutSubject: ['{image}', '{image} на рассвете', '{image} в октябре', '{image} ночью'],
  },
  tr: {
    images: ['Sessizlik', 'Kehribar', 'Yağmur', 'Şafak', 'Ufuk', 'Gölge', 'Sis', 'Kıvılcım'],
    withSubject: ['{subject} ve {image}', '{image} ve {subject}', '{subject}, gece yarısı'],
    withoutSubject: ['{image}', '{image}, gece yarısı', '{image}, ekimde', '{image}, sabaha karşı'],
  },
  ja: {
    images: ['静寂', '琥珀', '雨音', '夜明け', '地平線', '影', '霧', '灯り'],
    withSubject: ['{subject}と{image}', '{image}の{subject}', '夜の{subject}', '雨の{subject}'],
    withoutSubject: ['{image}', '夜の{image}', '十月の{image}', '窓辺の{image}'],
  },
  zh: {
    images: ['寂静', '琥珀', '雨声', '黎明', '地平线', '影子', '薄雾', '灯火'],
    withSubject: [
      '{subject}与{image}',
      '{image}中的{subject}',
      '夜里的{subject}',
      '雨中的{subject}',
    ],
    withoutSubject: ['{image}', '夜里的{image}', '十月的{image}', '窗边的{image}'],
  },
  ko: {
    images: ['고요', '호박빛', '빗소리', '새벽', '지평선', '그림자', '안개', '불빛'],
    withSubject: ['{subject} 그리고 {image}', '밤의 {subject}', '비 오는 {subject}'],
    withoutSubject: ['{image}', '밤의 {image}', '시월의 {image}', '창가의 {image}'],
  },
};

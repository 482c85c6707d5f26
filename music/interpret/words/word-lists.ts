import de from './languages/de.json' with { type: 'json' };
import en from './languages/en.json' with { type: 'json' };
import es from './languages/es.json' with { type: 'json' };
import fr from './languages/fr.json' with { type: 'json' };
import it from './languages/it.json' with { type: 'json' };
import ja from './languages/ja.json' with { type: 'json' };
import ko from './languages/ko.json' with { type: 'json' };
import nl from './languages/nl.json' with { type: 'json' };
import pl from './languages/pl.json' with { type: 'json' };
import pt from './languages/pt.json' with { type: 'json' };
import ru from './languages/ru.json' with { type: 'json' };
import tr from './languages/tr.json' with { type: 'json' };
import zh from './languages/zh.json' with { type: 'json' };
import { WordList } from './word-list.ts';

const OTHERS: readonly unknown[] = [de, fr, es, it, pt, nl, pl, ru, tr, ja, zh, ko];

export const ENGLISH: WordList = WordList.parse(en);

/** In the order in which equally good languages win. */
export const WORD_LISTS: readonly WordList[] = [
  ENGLISH,
  ...OTHERS.map((file) => WordList.parse(file)),
];

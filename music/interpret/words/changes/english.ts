import type { ChangeWords } from '../change-words.ts';

export const ENGLISH_CHANGES: ChangeWords = {
  language: 'en',
  words: {
    slower:
      'slower|slow down|slow it down|slow this down|slowed down|too fast|less fast|not so fast|' +
      'too quick|too rushed|too hectic|bring the tempo down|lower the tempo|lower tempo|' +
      'drop the tempo|cut the tempo|drop the speed|' +
      'reduce the tempo|decrease the tempo|drag it|not as fast',
    faster:
      'faster|quicker|speed up|speed it up|speed this up|sped up|too slow|less slow|not so slow|' +
      'pick up the pace|raise the tempo|higher tempo|increase the tempo|bring the tempo up|' +
      'snappier|not as slow|drags',
    louder:
      'louder|turn up|turn it up|bring up|push|boost|too quiet|too soft|not loud enough|raise|' +
      'more present|more prominent|forward|barely hear|hardly hear|can not hear|cant hear|' +
      "can't hear|buried|inaudible|up in the mix|more volume|increase the volume of|too weak|bring out|" +
      'brings out|bring it out|bring them out|stand out|stands out|standing out|stand out more|' +
      'come out|comes out|come out more',
    quieter:
      'quieter|turn down|turn it down|bring down|pull back|lower|reduce|drop the volume|' +
      'cut the volume|drop the level|cut the level|stands out too much|stand out too much|' +
      'sticks out|sticks out too much|too loud|not so loud|' +
      'tone down|less loud|overpowering|drowning out|too dominant|too prominent|less prominent|' +
      'less present|back in the mix|down in the mix|duck|less volume|too much|not as loud',
    softer: 'softer|gentler',
    higher: 'higher|up|transpose up|raise the pitch|pitch up|pitched up',
    lower: 'down|transpose down|lower the pitch|drop the pitch|pitch down|pitched down|deeper',
    longer:
      'longer|extend|extend it|lengthen|stretch|stretch it|too short|extended|prolong|make it last|as long',
    shorter:
      'shorter|shorten|trim|trim it|cut it|cut it down|cut down|cut|cut the length|cut the track|' +
      'cut the piece|cut the song|cut the whole thing|too long|less long',
    again:
      'again|another|redo|remake|rewrite|replay|rerecord|re record|a different|different|new|' +
      'a new|once more|anew|boring|dull|repetitive|uninteresting|uninspired|try another|' +
      'replace|bland|monotonous|ugly|does not work|doesnt work|' +
      "doesn't work|not working|another take|another take of|another take on|" +
      'a different take',
    back:
      'back|bring back|come back|comes back|back in|return|returns|bring in again|back again|' +
      'put back|restore',
    add: 'add|bring in|include|introduce|with|put in|give it|needs|need|want|missing|lacks|enter',
    remove:
      'remove|delete|kill|strip|strip out|take out|take away|take off|get rid of|drop the|' +
      'drop all|drop out|drops out|dropping the|lose the|lose all|mute|mute the|silence the|' +
      'cut out|cut the|leave out|leave out the|throw out|kick out|out with|out with the|gone|' +
      'remove the|ditch the',
    keep:
      'keep|leave|stay|stays|remain|remains|do not change|dont change|' +
      "don't change|do not touch|don't touch|dont touch|unchanged|untouched|as it is|as is|" +
      'as they are|the same|like it is|keep everything|leave everything|stay the same|' +
      'not changed|is fine|are fine|is good|is great|is perfect|i like|' +
      'love the|i love the|we love the|i love it|happy with|do not lose|dont lose|' +
      'do not lose the|dont lose the|do not drop|dont drop|do not drop the|dont drop the',
    all: 'everything|all|everything else|the rest|rest|whole|overall|whole thing|all of it',
    bit: 'a bit|a little|slightly|somewhat|a touch|a tad|a little bit|tiny bit|marginally|bit',
    much: 'much|a lot|way|far|very|lots|considerably|significantly|really|drastically|super',
    more: 'more|some more|extra',
    by: 'by',
    to: 'to|at|of|is',
    only: 'only|just|not before|solely',
    percent: 'percent|per cent|pct',
    decibel: 'db|decibel|decibels',
    double: 'twice|double|doubled|double the',
    halve: 'half as|half the|halve|halved',
    semitone: 'semitone|semitones|half step|half steps|half tone|half tones',
    tone: 'tone|tones|whole step|whole steps|whole tone|whole tones|a step|steps',
    third: 'minor third',
    fourth: 'fourth|a fourth',
    fifth: 'fifth|a fifth',
    octave: 'octave|octaves',
    wrong:
      'wrong note|wrong notes|false note|sour note|mistake|error|click|clicks|glitch|' +
      'pop at|crackle|distortion at|out of tune|fix the|a wrong',
    energyUp:
      'livelier|more lively|punchier|busier|fuller|more drive|more punch|more power|harder|' +
      'more intense|too sparse|too empty|too calm|too weak overall|more exciting|bigger|' +
      'more going on|more energetic|energise|energize|pump it up',
    energyDown:
      'simpler|sparser|less busy|less intense|too busy|too intense|too full|calmer arrangement|' +
      'less energetic|thin out|thinner|smaller|too energetic',
    fadeIn: 'fade in|fades in|fading in',
    intro: 'intro|introduction|opening|the intro',
    outro: 'outro|the outro|ending part',
    chorus: 'chorus|refrain|main section|main part',
    other:
      'change|change the|switch|modify|annoying|wrong|awful|terrible|does not fit|weak|the wrong|' +
      'not happy with|unhappy with|not happy about',
    lengthWord: 'length|duration|long',
    verb:
      'bump|bump up|master|master at|master to|use|change|change the|change it|adjust|' +
      'set|switch|modify|turn|try|let|transpose|play|move|' +
      'take|throw|kick|out|would love|would love the|id love|id love the|would like|would like the|' +
      'id like|id like the|wed love|wed love the|love to hear|' +
      'should|could|would|please|can you|make it|make|bring|fix|correct|tweak|edit|alter|please make',
    bridge: 'bridge|middle part|middle section|breakdown',
  },
};

/** Puts the words of another language at the places of the phrases: the source of the program as that language's build compiles it. */
import { holes, WITHIN } from './catalogue.ts';
import { phrasesOf, type Hole, type Phrase } from './phrases.ts';

type WordOf = (phrase: Phrase) => string | undefined;
type Edit = { phrase: Phrase; word: string };

export function rewritten(file: string, source: string, leftOut: ReadonlySet<string>, wordOf: WordOf): string {
  const edits = phrasesOf(file, source, leftOut).flatMap((phrase): Edit[] => {
    const word = phrase.kind === 'usual' ? undefined : wordOf(phrase);
    return word === undefined ? [] : [{ phrase, word }];
  });
  return edits.length === 0 ? source : between(source, edits, 0, source.length);
}

/** A part of the source, with the phrases in it replaced; those inside of the holes of others are met when the hole is written. */
function between(source: string, edits: readonly Edit[], start: number, end: number): string {
  let text = '';
  let at = start;
  for (const edit of edits) {
    const { phrase } = edit;
    if (phrase.start < at || phrase.end > end) continue;
    const holeOf = ({ start: from, end: to }: Hole) => between(source, edits.filter((one) => one !== edit), from, to);
    text += source.slice(at, phrase.start) + written(edit, holeOf);
    at = phrase.end;
  }
  return text + source.slice(at, end);
}

function written({ phrase, word }: Edit, sourceOf: (hole: Hole) => string): string {
  const pieces = piecesOf(word);
  if (phrase.kind === 'run') return pieces.map((piece) => inRun(piece, phrase, sourceOf)).join('');
  if (phrase.kind === 'template' && pieces.some((piece) => typeof piece !== 'string')) return `\`${pieces.map((piece) => inTemplate(piece, phrase, sourceOf)).join('')}\``;
  const text = JSON.stringify(pieces.join(''));
  return phrase.kind === 'attribute' ? `{${text}}` : text;
}

type Piece = string | { hole: number; words: readonly string[] };

/** `See all {0} {0:item|items}` cut at its holes. */
function piecesOf(word: string): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  for (const match of word.matchAll(holes)) {
    const [whole, hole, words] = match;
    text += word.slice(at, match.index);
    at = match.index + whole.length;
    if (hole === undefined) text += whole[0];
    else {
      if (text) pieces.push(text);
      text = '';
      pieces.push({ hole: Number(hole), words: words?.split('|') ?? [] });
    }
  }
  text += word.slice(at);
  return text || pieces.length === 0 ? [...pieces, text] : pieces;
}

function inTemplate(piece: Piece, phrase: Phrase, sourceOf: (hole: Hole) => string): string {
  if (typeof piece === 'string') return piece.replace(/[\\`]|\$(?=\{)/g, '\\$&');
  const expression = sourceOf(phrase.holes[piece.hole]!);
  return `\${${piece.words.length === 0 ? expression : picked(piece.words, expression)}}`;
}

function inRun(piece: Piece, phrase: Phrase, sourceOf: (hole: Hole) => string): string {
  if (typeof piece === 'string') return `{${JSON.stringify(piece)}}`;
  const hole = phrase.holes[piece.hole]!;
  const source = sourceOf(hole);
  if (piece.words.length === 0) return source;
  return hole.element ? `{${JSON.stringify(piece.words.at(-1))}}` : `{${picked(piece.words, source.slice(1, -1))}}`;
}

/** One of two words for 1 and all else; of more the n-th; `~` is what is put in as it is written within a sentence. */
const picked = (words: readonly string[], expression: string): string =>
  words[0] === WITHIN ? `String(${expression}).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())` : words.length === 2
    ? `(String(${expression}) === "1" ? ${JSON.stringify(words[0])} : ${JSON.stringify(words[1])})`
    : `(${JSON.stringify(words)}[Number(${expression}) - 1] ?? (${expression}))`;

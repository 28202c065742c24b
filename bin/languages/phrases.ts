/**
 * Finds what the program says to people: the phrases of one source file, with their places. The source speaks Chinese; a
 * build for another language puts that language's words at these places (docs/languages.md, decision 44).
 *
 * A phrase is a string, a template, an attribute, or a run of text between tags. What is computed inside it is a hole,
 * written {0}, {1}, … in the order in which it stands. Left alone is what only looks like a phrase: what is compared,
 * looked up, matched or split by, keys of objects, types, names of modules, SQL. The words that a county's own stand in for are found, and stay in
 * the source: they are told in another language where they are shown (src/platform/languages/recognised.ts).
 */
import { parseSync, type Node } from 'oxc-parser';

export interface Phrase {
  /** As it stands in the catalogues: `看全部{0}件`. */
  text: string;
  /** `usual`: stays in the source. */
  kind: 'string' | 'template' | 'attribute' | 'run' | 'usual';
  start: number;
  end: number;
  /** The places in the source that stand for {0}, {1}, …; `inner` of a template's hole is without its `${}`. */
  holes: Hole[];
}

export interface Hole {
  start: number;
  end: number;
  /** An element of the page, which has no number to agree with. */
  element: boolean;
}

type Child = Node & { start: number; end: number };
type Place = { node: Child; parents: readonly Child[] };

/** Chinese characters, and the punctuation that only Chinese has. */
export const chinese = /[\p{Script=Han}\u3001-\u301f\uff01-\uff5e\u2018-\u201d]/u;

/** @param leftOut constants and functions at the top of the file that hold no phrases */
export function phrasesOf(file: string, source: string, leftOut: ReadonlySet<string> = new Set()): Phrase[] {
  if (!chinese.test(source)) return [];
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const found: Phrase[] = [];
  visit(program as Child, [], ({ node, parents }) => {
    if (isDeclared(node, parents) && leftOut.has((node.id as { name?: string } | null)?.name ?? '')) return false;
    found.push(...phrasesAt({ node, parents }));
    return true;
  });
  return withoutSwallowed(found.sort((a, b) => a.start - b.start || b.end - a.end));
}

/** A constant or a function of the file itself. */
const isDeclared = (node: Child, parents: readonly Child[]): node is Child & { id: unknown } => ['VariableDeclarator', 'FunctionDeclaration'].includes(node.type) && parents.length < 4;

/** `see` answers whether to look inside as well. The parents are one list that grows and shrinks. */
function visit(node: Child, parents: Child[], see: (place: Place) => boolean): void {
  if (isSilent(node) || !see({ node, parents })) return;
  parents.push(node);
  for (const name in node) {
    const value = (node as unknown as Record<string, unknown>)[name];
    if (typeof value !== 'object' || value === null || isUnsaid(node, name)) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) visit(value, parents, see);
    } else for (const child of value) if (isNode(child)) visit(child, parents, see);
  }
  parents.pop();
}

/** Without the pieces that a run has taken into itself as text: `{'：'}`. */
function withoutSwallowed(found: Phrase[]): Phrase[] {
  const runs = found.filter(({ kind }) => kind === 'run');
  return found.filter((one) => !runs.some((run) => run !== one && run.start <= one.start && one.end <= run.end && !run.holes.some((hole) => hole.start <= one.start && one.end <= hole.end)));
}

const isNode = (value: unknown): value is Child => typeof value === 'object' && value !== null && typeof (value as Child).type === 'string';

/** Whole constructs that say nothing to anybody: types, names of modules. */
function isSilent(node: Child): boolean {
  if (node.type.startsWith('TS')) return !['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'].includes(node.type);
  return ['ImportDeclaration', 'ImportExpression', 'ExportAllDeclaration'].includes(node.type);
}

/** Methods that compare, look up or cut by what they are given. */
const comparing = new Set(['includes', 'has', 'get', 'delete', 'indexOf', 'lastIndexOf', 'startsWith', 'endsWith', 'split', 'match', 'matchAll', 'localeCompare', 'search', 'test', 'exec']);

/** What the importer reads ledgers by, what an interface for programs tells of itself. */
const readByPrograms = new Set(['synonyms', 'api']);
/** What a county's own value stands in for. */
const USUAL = 'default';

/** Parts of a construct by which it compares, names or cuts. */
function isUnsaid(node: Child, part: string): boolean {
  switch (node.type) {
    case 'Property':
      return part === 'key' || (part === 'value' && isReadByPrograms(node));
    case 'PropertyDefinition':
      return part === 'key';
    case 'MemberExpression':
      return part === 'property' || (part === 'object' && isText(node.object as Child));
    case 'SpreadElement':
      return isText(node.argument as Child);
    case 'SwitchCase':
      return part === 'test';
    case 'ExportNamedDeclaration':
      return part === 'source';
    default:
      return false;
  }
}

function isReadByPrograms(property: Child): boolean {
  const { key, value } = property as unknown as { key: { name?: string }; value: Child };
  return readByPrograms.has(key.name ?? '') || (key.name === 'words' && value.type === 'ArrayExpression');
}

const isText = (node: Child): boolean => node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof (node as unknown as { value: unknown }).value === 'string');

function phrasesAt({ node, parents }: Place): Phrase[] {
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return runsOf(node.children as Child[]);
  if (node.type === 'TemplateLiteral') return isCompared(node, parents) ? [] : templateOf(node);
  if (node.type !== 'Literal' || typeof node.value !== 'string' || !chinese.test(node.value) || isCompared(node, parents)) return [];
  if (isUsual(parents.at(-1))) return usualIn(node.value).map((text) => ({ text: escaped(text), kind: 'usual', start: node.start, end: node.end, holes: [] }));
  const kind = parents.at(-1)?.type === 'JSXAttribute' ? 'attribute' : 'string';
  return [{ text: escaped(node.value), kind, start: node.start, end: node.end, holes: [] }];
}

const isUsual = (parent: Child | undefined): boolean => parent?.type === 'Property' && (parent as unknown as { key: { name?: string } }).key.name === USUAL;

/** A sentence, or the words of a list. */
const usualIn = (text: string): string[] => (/[。；]/u.test(text) ? [text] : text.split('、'));

/** Braces that are text are doubled, so that a hole is never mistaken for one. */
const escaped = (text: string): string => text.replaceAll('{', '{{').replaceAll('}', '}}');

function isCompared(node: Child, parents: readonly Child[]): boolean {
  const parent = parents.at(-1);
  if (!parent) return false;
  if (parent.type === 'TaggedTemplateExpression') return true; // SQL; what is put into it may be a phrase
  if (parent.type === 'BinaryExpression') return parent.operator !== '+';
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee !== node && comparesArgument(parent, node);
  if (parent.type === 'ArrayExpression') return isListToCompare(parent, parents.slice(0, -1));
  return false;
}

function comparesArgument(call: Child & { callee?: unknown; arguments?: unknown[] }, argument: Child): boolean {
  const callee = call.callee as Child & { property?: { name?: string }; name?: string };
  if (callee.type === 'Identifier') return callee.name === 'RegExp';
  if (callee.type !== 'MemberExpression') return false;
  const method = callee.property?.name ?? '';
  return comparing.has(method) || (['replace', 'replaceAll'].includes(method) && call.arguments?.[0] === argument);
}

/** `['甲', '乙'].includes(word)`, `new Set(['甲', '乙'])`. */
function isListToCompare(list: Child, parents: readonly Child[]): boolean {
  const parent = parents.at(-1) as (Child & { object?: unknown; property?: { name?: string }; callee?: { name?: string } }) | undefined;
  if (parent?.type === 'TSAsExpression') return isListToCompare(parent, parents.slice(0, -1));
  if (parent?.type === 'MemberExpression') return parent.object === list && comparing.has(parent.property?.name ?? '');
  return parent?.type === 'NewExpression' && parent.callee?.name === 'Set';
}

function templateOf(node: Child): Phrase[] {
  const { quasis, expressions } = node as unknown as { quasis: { value: { cooked: string } }[]; expressions: Child[] };
  const text = quasis.map(({ value }, at) => escaped(value.cooked) + (at < expressions.length ? `{${at}}` : '')).join('');
  if (!quasis.some(({ value }) => chinese.test(value.cooked))) return [];
  const holes = expressions.map(({ start, end, type }) => ({ start, end, element: type.startsWith('JSX') }));
  return [{ text, kind: 'template', start: node.start, end: node.end, holes }];
}

/** Elements inside a sentence; all others begin something new. */
const inline = new Set(['a', 'abbr', 'b', 'bdi', 'cite', 'code', 'data', 'em', 'i', 'kbd', 'mark', 'q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var']);

type Piece = { text: string } | { hole: Child };

/** The runs of text among the children of one element. */
function runsOf(children: Child[]): Phrase[] {
  const runs: Child[][] = [[]];
  for (const child of children) {
    if (isBlock(child)) runs.push([]);
    else runs.at(-1)!.push(child);
  }
  return runs.flatMap((run) => runOf(trimmed(run)));
}

function isBlock(node: Child): boolean {
  const tag = tagOf(node);
  return tag !== undefined && /^[a-z]/.test(tag) && !inline.has(tag);
}

const tagOf = (node: Child): string | undefined => (node.type === 'JSXElement' ? (node as unknown as { openingElement: { name: { name?: string } } }).openingElement.name.name ?? 'Part' : undefined);

/** Without what stands only beside the text: empty lines, parts such as lights and icons, what is drawn on a condition. */
function trimmed(run: Child[]): Child[] {
  const from = run.findIndex(belongs);
  return from < 0 ? [] : run.slice(from, run.findLastIndex(belongs) + 1);
}

function belongs(node: Child): boolean {
  if (node.type === 'JSXText') return folded(node) !== '' && folded(node).trim() !== '';
  if (node.type === 'JSXExpressionContainer') return !holdsElements(node) && (node as unknown as { expression: Child }).expression.type !== 'JSXEmptyExpression';
  return inline.has(tagOf(node) ?? '');
}

function holdsElements(node: Child): boolean {
  let found = false;
  visit(node, [], ({ node: { type } }) => !(found ||= type === 'JSXElement' || type === 'JSXFragment'));
  return found;
}

function runOf(run: Child[]): Phrase[] {
  const pieces: Piece[] = run.flatMap((node): Piece[] => {
    if (node.type === 'JSXText') return [{ text: folded(node) }];
    const plain = plainText(node);
    return plain === undefined ? [{ hole: node }] : [{ text: plain }];
  });
  if (!pieces.some((piece) => 'text' in piece && chinese.test(piece.text))) return [];
  const holes = pieces.flatMap((piece) => ('hole' in piece ? [piece.hole] : []));
  const text = pieces.map((piece) => ('text' in piece ? escaped(piece.text) : `{${holes.indexOf(piece.hole)}}`)).join('');
  return [{ text, kind: 'run', start: run[0]!.start, end: run.at(-1)!.end, holes: holes.map((node) => ({ start: node.start, end: node.end, element: node.type !== 'JSXExpressionContainer' || holdsElements(node) })) }];
}

/** `{' '}` and `{'：'}` are text that was only written so. */
function plainText(node: Child): string | undefined {
  const expression = node.type === 'JSXExpressionContainer' ? (node as unknown as { expression: Child }).expression : undefined;
  return expression?.type === 'Literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

/** White space as JSX has it: lines are trimmed where they were broken, empty ones are nothing. */
function folded(node: Child): string {
  const lines = (node as unknown as { value: string }).value.split(/\r?\n/);
  return lines
    .map((line, at) => {
      const left = at === 0 ? line : line.replace(/^[ \t]+/, '');
      return at === lines.length - 1 ? left : left.replace(/[ \t]+$/, '');
    })
    .filter((line) => line !== '')
    .join(' ');
}

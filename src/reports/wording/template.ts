/**
 * The wording of a paper as the county edits it: plain text with tokens.
 *
 *     一、“三个有”规范机构设置
 *     一是组织有序。县政协设立联络委{committees}个，{all_directors_members}。
 *     [[共开展协商活动{consultations|余}次||没有登记协商活动]]。
 *
 * `{name}` prints a figure, a ratio, a claim or a fact of the county; `{name|manner}` prints it in another manner, `{name|余|汉字}` in two at once;
 * `{name|按类别|前3}` names the kinds of which there are most.
 * `[[text||other]]` prints `other` (or nothing) when every figure in `text` is zero and no claim in it can be stated; `{claim|成立}` can be only while it holds.
 * A line that begins with 一、 or （一） is a heading; every other line is a paragraph.
 */

export interface Text {
  readonly kind: 'text';
  readonly text: string;
}

export interface Token {
  readonly kind: 'token';
  readonly name: string;
  /** Several are divided by `|`: how it is rounded, how it is written. */
  readonly manner?: string;
}

/** Two wordings of the same place: with something to report, and without. */
export interface Either {
  readonly kind: 'either';
  readonly something: readonly Part[];
  readonly nothing: readonly Part[];
}

export type Part = Text | Token | Either;

export interface TemplateLine {
  /** 1-based line of the text that the county wrote. */
  readonly line: number;
  readonly parts: readonly Part[];
}

export interface TemplateProblem {
  readonly line: number;
  readonly sentence: string;
}

/** Names of tokens: letters and digits of any script and the underline, so that a county may read them in Chinese; in a manner also the point of `member_id.sector`. */
const tokenForm = /^\{([\p{L}\p{N}_]{1,60})((?:\|[\p{L}\p{N}_.]{1,60}){0,3})\}/u;

/** Segments within segments: enough for a clause within a sentence, bounded so that no text can exhaust the reader. */
const deepest = 4;

/** Reads the text. Empty lines separate nothing: every line is a paragraph or a heading of its own. */
export function readTemplate(text: string): { lines: TemplateLine[]; problems: TemplateProblem[] } {
  const lines: TemplateLine[] = [];
  const problems: TemplateProblem[] = [];
  text.split(/\r?\n/).forEach((written, place) => {
    const line = place + 1;
    if (written.trim() === '') return;
    const reader = new LineReader(written.trim());
    const parts = reader.readParts(0);
    if (reader.problem) problems.push({ line, sentence: `第${line}行：${reader.problem}` });
    else lines.push({ line, parts });
  });
  return { lines, problems };
}

class LineReader {
  problem: string | undefined;
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Parts up to the end of the line or, inside a segment, up to its `||` or `]]`, which is left unread. */
  readParts(depth: number): Part[] {
    const parts: Part[] = [];
    while (this.at < this.text.length && !this.problem) {
      if (depth > 0 && (this.sees('||') || this.sees(']]'))) break;
      if (this.sees('[[')) parts.push(this.readEither(depth + 1));
      else if (this.sees('{')) parts.push(this.readToken());
      else parts.push(this.readText());
    }
    if (depth === 0 && this.at < this.text.length && !this.problem) this.problem = '这里的标记没有配成对，请核对。';
    return parts;
  }

  private readEither(depth: number): Either {
    this.at += 2;
    if (depth > deepest) this.problem = `“[[”套得太深，最多${deepest}层，请把句子拆开。`;
    const something = this.readParts(depth);
    const nothing = this.sees('||') ? this.readNothing(depth) : [];
    if (!this.problem && !this.sees(']]')) this.problem = '“[[”没有对应的“]]”，请补上。';
    this.at += 2;
    if (!this.problem && !something.some(holdsToken)) this.problem = '“[[ ]]”里没有数字或判断，不能决定取哪种写法，请加上或去掉括号。';
    return { kind: 'either', something, nothing };
  }

  private readNothing(depth: number): Part[] {
    this.at += 2;
    return this.readParts(depth);
  }

  private readToken(): Token {
    const match = tokenForm.exec(this.text.slice(this.at));
    if (!match) {
      this.problem = `“${this.text.slice(this.at, this.at + 12)}”读不懂：数字和判断写成“{名称}”，例如“{截至}”。`;
      return { kind: 'token', name: '' };
    }
    this.at += match[0].length;
    return { kind: 'token', name: match[1] ?? '', manner: match[2]?.slice(1) || undefined };
  }

  private readText(): Text {
    const rest = this.text.slice(this.at);
    const end = rest.search(/\{|\}|\[\[|\]\]|\|\|/);
    const text = end === -1 ? rest : rest.slice(0, end);
    if (text === '') this.problem = `多了一个“${rest.startsWith('}') ? '}' : rest.slice(0, 2)}”，请去掉或配成对。`;
    this.at += text.length;
    return { kind: 'text', text };
  }

  private sees(mark: string): boolean {
    return this.text.startsWith(mark, this.at);
  }
}

const holdsToken = (part: Part): boolean => part.kind === 'token' || (part.kind === 'either' && part.something.some(holdsToken));

/** Every token of the template, in order, with the line it stands on. */
export function tokensOf(lines: readonly TemplateLine[]): (Token & { line: number })[] {
  return lines.flatMap(({ line, parts }) => tokensIn(parts).map((token) => ({ ...token, line })));
}

export function tokensIn(parts: readonly Part[]): Token[] {
  return parts.flatMap((part) => {
    if (part.kind === 'token') return [part];
    return part.kind === 'either' ? [...tokensIn(part.something), ...tokensIn(part.nothing)] : [];
  });
}

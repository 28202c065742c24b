/** Names by which objects are made what they are. No field is called so, and nothing that was sent is to become one (ASVS 15.3.6). */
const MAKING: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A name in a JSON text that stands twice in one object, or that makes objects what they are. Of two values one is lost silently, and which one differs
 * between programs: what one checks, another takes (RFC 8259, 4; ASVS 1.5.3). The text has been parsed before: only its names are looked for here,
 * however deep they stand.
 */
export function strangeName(text: string): { name: string; is: 'twice' | 'making' } | undefined {
  const open: Set<string>[] = [];
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      const end = endOf(text, at);
      last = text.slice(at, end + 1);
      at = end;
    } else if (letter === '{' || letter === '[') open.push(new Set());
    else if (letter === '}' || letter === ']') open.pop();
    else if (letter === ':') {
      const name = JSON.parse(last) as string; // also when it is written with escapes
      if (MAKING.has(name)) return { name, is: 'making' };
      if (open.at(-1)!.has(name)) return { name, is: 'twice' };
      open.at(-1)!.add(name);
    }
  }
  return undefined;
}

/** Where the string that begins here ends. */
function endOf(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

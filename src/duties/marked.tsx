import { personalIn, personalKinds } from '#platform/people/masking.ts';

/** A text in which whatever may name somebody is marked, with what it may be. */
export function Marked({ text, known }: { text: string; known: readonly (string | null)[] }) {
  let rest = 0;
  const parts = personalIn(text, known).map(({ kind, start, end }) => {
    const before = text.slice(rest, start);
    rest = end;
    return <>{before}<mark title={`可能是${personalKinds[kind]}`}>{text.slice(start, end)}</mark></>;
  });
  return <div class="long-text">{parts}{text.slice(rest)}</div>;
}

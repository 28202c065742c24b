/**
 * How far a record is, as colour and shape beside the word: `open` waits for somebody, `returned` came back,
 * `closed` is finished, `refused` ended otherwise, `draft` is not yet sent, `mark` is an honour such as 重点提案.
 */
export type BadgeTone = 'draft' | 'open' | 'returned' | 'closed' | 'refused' | 'mark';

/** A status word. The word says it; the tone only helps the eye. */
export function Badge({ tone, children }: { tone: BadgeTone; children: string }) {
  return <span class={`status status-${tone}`}>{children}</span>;
}

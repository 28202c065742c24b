import type { PropsWithChildren } from 'hono/jsx';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { labels } from '#platform/ui/labels.ts';

/** Of a record whose texts may be looked through while somebody writes them. */
export interface Helped<Row extends Recorded> {
  /** The fields that make a whole text of it, in order. */
  parts: readonly (keyof Row & string)[];
  /** Nothing of this one leaves the house: the model is not asked about it, and it is no example. */
  keeps?(reading: Reading, row: Row): Promise<boolean>;
}

/** Around the fields of a form; without script the form is as it was. The browser draws the buttons (`islands/writing-help.ts`). */
export function HelpedFields({ helped, record, id, children }: PropsWithChildren<{ helped?: Helped<any>; record: string; id?: string }>) {
  if (!helped) return <>{children}</>;
  const words = labels.writingHelp;
  return (
    <writing-help
      data-record={record} data-id={id} data-parts={helped.parts.join(' ')} data-proofs={words.proofs} data-structure={words.structure} data-examples={words.examples} data-mark={words.mark}
      data-take={words.take} data-leave={words.leave} data-none={words.none} data-failed={words.failed} data-working={words.working} data-gone={words.gone} data-title={words.title} data-rules={words.rules}
    >
      {children}
    </writing-help>
  );
}

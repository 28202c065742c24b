import { heading, type AddressPaper, type Block } from '#platform/documents/model.ts';
import { oneLine } from '#platform/documents/text.ts';
import { escaped, htmlPage } from '#archives/volumes/catalogue.ts';

type Rows = readonly (readonly [string, string])[];

/** What a record looked like, for people: the clerk's words with their values, and what was done with it. */
export interface Told {
  title: string;
  facts: Rows;
  course: Rows;
}

/** To be opened from the catalogue, in any browser. */
export function recordHtml({ title, facts, course }: Told): string {
  const table = (rows: Rows) => `<table><tbody>${rows.map(([label, value]) => `<tr><th>${escaped(label)}</th><td>${escaped(value).replaceAll('\n', '<br>')}</td></tr>`).join('')}</tbody></table>`;
  return htmlPage(title, `<h1>${escaped(title)}</h1>${table(facts)}${course.length > 0 ? `<h2>办理过程</h2>${table(course)}` : ''}<p class="quiet"><a href="../../catalogue.html">回到目录</a></p>`);
}

/** To be printed and filed, the same wherever it is opened. */
export function recordPaper(kind: string, { title, facts, course }: Told, { organ, day }: { organ: string; day: string }): AddressPaper {
  const table = (rows: Rows): Block => ({ kind: 'table', form: true, columns: [{ label: '', share: 3, align: 'center' }, { label: '', share: 8, align: 'left' }], rows: rows.map(([label, value]) => [label, value || '—']) });
  return { layout: 'address', title: oneLine(title), byline: kind, date: day, organ, blocks: [table(facts), ...(course.length > 0 ? [heading(1, '办理过程'), table(course)] : [])] };
}

import type { Child } from 'hono/jsx';
import type { Figure } from '#platform/figures/figure.ts';
import { Section } from '#platform/ui/detail.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import type { Blank, BlankColumn } from '#reports/superior-sheets/blank.ts';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';

export interface SheetProps {
  frame: Frame;
  row: SuperiorSheet;
  /** How the attached workbook is understood; absent: there is none yet. */
  blank?: Blank;
  /** Why it cannot be. */
  problem?: string;
  figures: readonly Figure[];
  period: { from: string; to: string };
  mayChoose: boolean;
}

/** What fills each column, and the sheet filled. */
export function SheetSections({ frame, row, blank, problem, figures, period, mayChoose }: SheetProps) {
  if (problem) return <Section title="对应栏目"><Remark tone="warning"><p>{problem}</p></Remark></Section>;
  if (!blank) return <Section title="对应栏目"><Remark><p>还没有空表。请把上级发来的 Excel 空表（.xlsx）添加到下面的“附件”，系统会认出表头，对上系统里的数字。</p></Remark></Section>;
  return (
    <>
      <Section title="下载填好的表">
        <form method="get" action={`/${superiorSheet.path}/${row.id}/filled`} class="asking" data-turbo="false">
          <DayInput name="from" label="起始日期" value={period.from} />
          <DayInput name="to" label="截止日期" value={period.to} />
          <button type="submit" class="btn btn-primary"><Icon name="exporting" />下载填好的表</button>
        </form>
      </Section>
      <Section title="对应栏目" count={countable(blank).length}>
        {mayChoose ? <Choosing frame={frame} row={row} blank={blank} figures={figures} /> : <ul>{countable(blank).map(({ header, letter }): Child => <li>{header}：{labelOf(figures, chosenFor(row, blank).get(letter))}</li>)}</ul>}
      </Section>
    </>
  );
}

const labelOf = (figures: readonly Figure[], name: string | undefined): string => figures.find((one) => one.name === name)?.label ?? '不填';

/** What was chosen, else what the words suggest. */
export const chosenFor = ({ columns }: SuperiorSheet, blank: Blank): Map<string, string> =>
  new Map(blank.columns.map(({ letter, suggested }) => [letter, columns[letter] ?? suggested ?? '']));

/** Columns that are never a number. */
const uncounted = /^(?:序号|编号|备注|说明)$/u;

const countable = ({ columns, place }: Blank): BlankColumn[] => columns.filter(({ index, header }) => index !== place && !uncounted.test(header));

function Choosing({ frame, row, blank, figures }: Pick<SheetProps, 'frame' | 'row' | 'figures'> & { blank: Blank }) {
  const chosen = chosenFor(row, blank);
  const options = figures.map(({ name, label, unit }) => ({ value: name, label: `${label}（${unit}）` }));
  const form = freshForm(Object.fromEntries([...chosen].map(([letter, figure]) => [`column_${letter}`, figure])));
  return (
    <Form frame={frame} action={`/${superiorSheet.path}/${row.id}/columns`} form={form} version={row.version} submit="保存对应">
      <p class="hint">系统按表头的字面意思对好了能认出来的；认错的、没认出的请您改。不选的栏目不填。</p>
      {countable(blank).map(({ letter, header }): Child => <ChoiceField form={form} name={`column_${letter}`} label={`${letter}栏：${header}`} options={options} />)}
    </Form>
  );
}

function DayInput({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div>
      <label class="form-label" for={`filled-${name}`}>{label}</label>
      <input class="form-control" type="date" id={`filled-${name}`} name={name} value={value} required />
    </div>
  );
}

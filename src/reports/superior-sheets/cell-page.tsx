import type { Child } from 'hono/jsx';
import { withUnit } from '#platform/figures/figure.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { keyOf, markKinds, type Mark, type MarkKind } from '#reports/superior-sheets/marks.ts';
import type { Opened } from '#reports/superior-sheets/opening.ts';
import { pathOf } from '#reports/superior-sheets/page.tsx';
import { placeOf, textAt } from '#reports/superior-sheets/reading-form.ts';
import type { SuperiorSheet } from '#reports/superior-sheets/record.ts';

export interface CellProps {
  frame: Frame;
  row: SuperiorSheet;
  opened: Opened;
  sheet: string;
  at: string;
  /** Columns of the list that begins here. */
  listColumns: readonly { value: string; label: string }[];
}

/** `B4` as the place of a mark of this kind. */
export function atFor(kind: MarkKind, cell: string): string {
  const [, letters = '', number = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  return kind === 'column' ? letters : kind === 'row' ? number : cell;
}

/** What a cell of the sheet is filled with. */
export function CellPage(props: CellProps) {
  const { frame, row, opened, sheet, at } = props;
  const { form } = opened.sheets.find((one) => one.form.sheet.name === sheet)!;
  const { row: line, column } = placeOf(at);
  const marks = opened.settled.marks.filter((mark) => mark.sheet === sheet && mark.at === atFor(mark.kind, at));
  const list = marks.find(({ kind, fills }) => kind === 'list' && fills !== '');
  return (
    <Desk frame={frame} title={`${at}填什么`} width="narrow">
      <Head title={`${at}填什么`} lead={`${sheet}${textAt(form, line, column) ? `，这一格写着“${textAt(form, line, column)}”` : ''}`} back={{ label: row.title, href: pathOf(row) }} />
      <div class="card form-card">
        <WhatFills {...props} marks={marks} />
      </div>
      {list && <ListParts {...props} list={list} />}
    </Desk>
  );
}

function WhatFills({ frame, row, opened, sheet, at, marks }: CellProps & { marks: readonly Mark[] }) {
  const now = marks.at(-1);
  const head = opened.sheets.find((one) => one.form.sheet.name === sheet)?.head;
  const form = freshForm({ kind: now?.kind ?? (head?.place !== undefined && placeOf(at).row >= head.row - 1 ? 'column' : 'cell'), fills: now?.fills ?? '' });
  return (
    <Form frame={frame} action={`${pathOf(row)}/marks`} form={form} version={row.version} submit="就填这个" cancel={pathOf(row)}>
      <input type="hidden" name="sheet" value={sheet} />
      <input type="hidden" name="at" value={at} />
      <ChoiceField form={form} name="fills" label="填什么" hint="不选就是不填。比率写成百分数；单元格本来就是百分比格式的，按数字填" options={opened.sources.map(({ key, label, unit }) => ({ value: key, label: withUnit(label, unit ?? '') }))} />
      <ChoiceField form={form} name="kind" label="怎么填" required options={Object.entries(markKinds).map(([value, label]) => ({ value, label }))} />
    </Form>
  );
}

/** The columns of a list, each as the office wants it. */
function ListParts({ frame, row, sheet, at, list, listColumns }: CellProps & { list: Mark }): Child {
  const form = freshForm(Object.fromEntries((list.parts ?? []).map(({ letter, column }) => [`part_${letter}`, column])));
  return (
    <Section title="名单的每一栏" count={list.parts?.length}>
      <Form frame={frame} action={`${pathOf(row)}/marks`} form={form} version={row.version} submit="保存名单的各栏">
        {Object.entries({ sheet, at, kind: list.kind, fills: list.fills }).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        {(list.parts ?? []).map(({ letter, words }): Child => <ChoiceField form={form} name={`part_${letter}`} label={`${letter}栏：${words}`} options={[...listColumns]} />)}
      </Form>
    </Section>
  );
}

/** The saved marks with one set anew. */
export const withMark = (saved: readonly Mark[], mark: Mark): Mark[] => [...saved.filter((one) => keyOf(one) !== keyOf(mark)), mark];

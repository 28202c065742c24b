import type { Child } from 'hono/jsx';
import { spot as spotOf } from '#platform/documents/given/looking.ts';
import { kinds } from '#platform/files/kinds.ts';
import { fileLimits } from '#platform/files/limits.ts';
import { FILES } from '#platform/files/taking-in.ts';
import { shownMoment } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { FileField } from '#platform/ui/fields.tsx';
import { Form as SentForm, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { printedPeriod } from '#reports/asked.ts';
import type { Filling } from '#reports/superior-sheets/fillings.ts';
import type { Head } from '#reports/superior-sheets/heads.ts';
import { markKinds, nameIn, type Mark, type Source } from '#reports/superior-sheets/marks.ts';
import type { Opened } from '#reports/superior-sheets/opening.ts';
import { placing, type Whose } from '#reports/superior-sheets/placing.ts';
import { placeOf } from '#reports/superior-sheets/reading-form.ts';
import { superiorSheet, type SuperiorSheet } from '#reports/superior-sheets/record.ts';
import { SheetTable, type Shown } from '#reports/superior-sheets/sheet-table.tsx';
import { spotsOf } from '#reports/superior-sheets/spots.ts';

export interface SheetProps {
  frame: Frame;
  row: SuperiorSheet;
  /** How the attached workbook is understood; absent: there is none yet. */
  opened?: Opened;
  /** Why it cannot be. */
  problem?: string;
  whose: readonly Whose[];
  fillings: readonly Omit<Filling, 'cells'>[];
  period: { from: string; to: string };
  /** Of several sheets the one that is looked at. */
  sheet?: string;
  mayChoose: boolean;
}

export const pathOf = ({ id }: Pick<SuperiorSheet, 'id'>): string => `/${superiorSheet.path}/${id}`;

/** The sheet with what fills it, the sheet filled, and the sheets that were given out. */
export function SheetSections(props: SheetProps) {
  const { frame, row, opened, problem, period, mayChoose, fillings } = props;
  return (
    <>
      {problem && <Remark tone="warning"><p>{problem}</p></Remark>}
      {opened && (
        <Section title="填表">
          <form method="get" action={`${pathOf(row)}/preview`} class="asking">
            <DayInput name="from" label="起始日期" value={period.from} />
            <DayInput name="to" label="截止日期" value={period.to} />
            <button type="submit" class="btn btn-primary"><Icon name="search" />填好看一看</button>
          </form>
        </Section>
      )}
      {opened ? <Marked {...props} opened={opened} /> : mayChoose && (
        <Section title="空表">
          <SentForm frame={frame} action={`${pathOf(row)}/attachments`} form={freshForm()} submit="添加空表" files>
            <FileField form={freshForm()} name={FILES} label="上级发来的空表" hint="Excel 表格（.xlsx，也可以是旧的 .xls、.et）。系统会认出表头，对上系统里的数字" accept={[...kinds.xlsx.endings, ...kinds.xls.endings].map((ending) => `.${ending}`).join(',')} required maxMebibytes={fileLimits.bytes / 1024 / 1024} />
          </SentForm>
        </Section>
      )}
      {fillings.length > 0 && (
        <Section title="填好留存的" count={row.filled_n}>
          <ul class="links">{fillings.map((one): Child => <li><a href={`${pathOf(row)}/fillings/${one.id}`}>{printedPeriod({ from: one.from_day, to: one.to_day })}</a>　记录截至{shownMoment(one.as_of)}，{one.made_by}</li>)}</ul>
        </Section>
      )}
    </>
  );
}

function Marked({ row, opened, whose, period, sheet, mayChoose }: SheetProps & { opened: Opened }) {
  const { form, sheets, settled: { marks, lost }, sources } = opened;
  const now = sheets.find((one) => one.form.sheet.name === sheet) ?? sheets.find((one) => marks.some((mark) => mark.sheet === one.form.sheet.name)) ?? sheets[0];
  if (!now) return <Remark tone="warning"><p>这个文件里没有能看的工作表。请换一个文件。</p></Remark>;
  const name = now.form.sheet.name;
  const labelled = labelsOf(sources);
  const moved = marks.filter(({ movedFrom }) => movedFrom);
  return (
    <Section title="哪一格填什么" count={marks.filter(({ fills }) => fills !== '').length}>
      {form.redrawn && <Remark><p>这是旧格式的表（.xls），系统转成了 .xlsx：内容、公式、合并、栏宽照旧，字体和边框按统一的样子重画。要和原样一模一样，请用 Excel 或 WPS 打开，另存为“.xlsx”再添加。</p></Remark>}
      {moved.length > 0 && <Remark><p>新表的位置变了，按文字跟了过来：{moved.map(({ words, movedFrom, at }) => `“${words}”从${movedFrom}移到${at}`).join('；')}。</p></Remark>}
      {lost.length > 0 && <Remark tone="warning"><p>这些在新表里找不到了，没有填：{lost.map(({ words, fills }) => `“${words}”（${labelled(fills)}）`).join('；')}。请在表上重新指定。</p></Remark>}
      {marks.every(({ fills }) => fills === '') && <Remark tone="warning"><p>没有认出哪一格该填什么{mayChoose ? '。请在表上点要填的格子，逐个指定' : ''}。</p></Remark>}
      <Unplaced head={now.head} whose={whose} />
      <p class="hint">{mayChoose ? '点一格，指定它填什么。' : ''}标着“猜”的是系统按文字对上的，不对就改。</p>
      {sheets.length > 1 && <p>{sheets.map(({ form: { sheet: { name: other } } }, n): Child => <>{n > 0 && '　'}{other === name ? <strong>{other}</strong> : <a href={`${pathOf(row)}?sheet=${encodeURIComponent(other)}`}>{other}</a>}</>)}</p>}
      <SheetTable form={now.form} shown={shownMarks(marks, opened, name, whose, period)} linkTo={mayChoose ? (at) => `${pathOf(row)}/cell?${new URLSearchParams({ sheet: name, at })}` : undefined} />
      <ul class="links">{marks.filter((mark) => mark.sheet === name && mark.fills !== '').map((mark): Child => <li>{mark.at}　{mark.words.replace(/[:：]$/u, '') || '（没有文字）'}：{labelled(mark.fills)}{mark.guessed ? '（猜的）' : ''}　<span class="hint">{markKinds[mark.kind]}</span></li>)}</ul>
    </Section>
  );
}

/** Rows of which nobody is known stay empty, and that is said. */
function Unplaced({ head, whose }: { head: Head | undefined; whose: readonly Whose[] }): Child {
  const { unknown, room } = head ? placing(head, whose) : { unknown: [], room: undefined };
  if (room !== undefined) return <Remark tone="warning"><p>表头下面只留了{room}行，本县要写{whose.length - 1}个乡镇（街道），所以按栏的都没有填。请在空表里多留几行，重新添加到附件。</p></Remark>;
  if (unknown.length === 0) return null;
  const names = unknown.slice(0, MOST_TOLD).join('、');
  return <Remark tone="warning"><p>这些名称对不上本县的乡镇（街道），那几行没有填：{unknown.length > MOST_TOLD ? `${names}等${unknown.length}个` : names}。请在空表里改成现在的名称，重新添加到附件；或者点那几格，逐个指定。</p></Remark>;
}

const MOST_TOLD = 20;

export const labelsOf = (sources: readonly Source[]) => {
  const labels = new Map(sources.map(({ key, label }) => [key, label]));
  return (key: string): string => labels.get(key) ?? (key === '' ? '不填' : `${nameIn(key)}（已经没有了）`);
};

/** The cells of one sheet that will be filled, each with the name of what fills it. */
function shownMarks(marks: readonly (Mark & { guessed?: true })[], { sheets, sources }: Opened, name: string, whose: readonly Whose[], period: SheetProps['period']): Map<string, Shown> {
  const labelled = labelsOf(sources);
  const now = sheets.find(({ form }) => form.sheet.name === name)!;
  const shown = new Map<string, Shown>();
  for (const mark of marks) {
    if (mark.sheet !== name || mark.fills === '') continue;
    const spots = spotsOf(mark, now, whose, { from: `${period.to.slice(0, 4)}-01-01`, to: `${period.to.slice(0, 4)}-12-31` });
    for (const [n, { row, column }] of spots.filter((one) => !now.form.look.reckoned.has(spotOf(one.row, one.column))).entries()) {
      shown.set(spotOf(row, column), n === 0 ? { text: labelled(mark.fills), guessed: mark.guessed } : { text: mark.kind === 'row' ? '同左' : '同上', alike: true });
    }
    if (mark.kind === 'list') for (const part of mark.parts ?? []) if (part.column) shown.set(spotOf(placeOf(mark.at).row, placeOf(part.letter).column), { text: `名单：${labelled(mark.fills)}` });
  }
  return shown;
}

function DayInput({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div>
      <label class="form-label" for={`filled-${name}`}>{label}</label>
      <input class="form-control" type="date" id={`filled-${name}`} name={name} value={value} required />
    </div>
  );
}

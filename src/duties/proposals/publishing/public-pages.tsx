import type { Child } from 'hono/jsx';
import { printedDay } from '#platform/time.ts';
import { ChoiceOption } from '#platform/ui/choice-option.tsx';
import type { Option } from '#platform/ui/filters.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import type { Publication } from '#duties/proposals/publishing/record.ts';
import { proposerShown, type Choosable, type Original, type Wanted } from '#duties/proposals/publishing/shown.ts';
import { extents, numberOf } from '#duties/proposals/publishing/words.ts';
import { results } from '#duties/proposals/words.ts';

/** 提案公开, for everybody: plain pages that need no script, no account and little of a telephone. */

interface Public {
  frame: Frame;
  /** `/p/<county>` */
  base: string;
  units: ReadonlyMap<string, string>;
  /** Whether the county shows who proposed. */
  names: boolean;
}

export interface ListProps extends Public {
  rows: readonly Publication[];
  wanted: Wanted;
  choices: Choosable;
  earlier?: string;
}

const unitsOf = ({ unit_ids }: Publication, units: ReadonlyMap<string, string>): string => unit_ids.flatMap((id) => units.get(id) ?? []).join('、');

/** The published ones, newest first, with a search and few filters. */
export const PublicListPage = (props: ListProps) => {
  const { frame, base, rows, units, wanted, earlier } = props;
  const asked = Object.values(wanted).some(Boolean);
  return (
    <PublicPage frame={frame} title="提案公开" lead="政协委员和政协参加单位的提案，以及承办单位的答复。">
      <SearchForm {...props} />
      {rows.length === 0 && <SheetCard><p>{asked ? '没有找到。请换一个词，或者少选一个条件。' : '还没有公开的提案。提案答复以后，经提案人和承办单位同意，在这里公开。'}</p></SheetCard>}
      {rows.length > 0 && (
        <ul class="public-list">
          {rows.map((row): Child => (
            <li class="card">
              <h2><a href={`${base}/${row.code}`}>{row.title}</a></h2>
              <p>{[numberOf(row), unitsOf(row, units), `${printedDay(row.replied_on)}答复`].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ul>
      )}
      {earlier && <p class="sheet-other"><a class="btn" href={earlier}>看更早的</a></p>}
      <p class="sheet-under public-more">
        <a href={`${base}/feed.atom`} rel="alternate" type="application/atom+xml">订阅（Atom）</a>
        <a href={`${base}/feed.json`} rel="alternate" type="application/feed+json">订阅（JSON Feed）</a>
        <a href={`${base}/data`}>下载数据</a>
      </p>
    </PublicPage>
  );
};

const sessionValue = ({ term, session }: { term?: number; session?: number }): string => (term && session ? `${term}-${session}` : '');

/** An ordinary form: what was chosen stands in the address. */
function SearchForm({ base, wanted, choices }: ListProps) {
  const asOptions = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }));
  const more = Boolean(sessionValue(wanted) || wanted.year || wanted.category || wanted.unit || wanted.letter);
  return (
    <form method="get" action={base} class="card sheet-card public-search" role="search">
      <label class="public-words">
        <span>找提案</span>
        <input class="form-control" type="search" name="q" value={wanted.words} maxlength={50} placeholder="例如：饮水" />
      </label>
      <details class="extras" open={more}>
        <summary>更多条件</summary>
        <Choice name="session" label="哪次会议" value={sessionValue(wanted)} options={choices.sessions.map((one) => ({ value: sessionValue(one), label: sessionTitle(one) }))} />
        <Choice name="year" label="哪一年提出" value={wanted.year === undefined ? undefined : String(wanted.year)} options={choices.years.map((value) => ({ value, label: `${value}年` }))} />
        <Choice name="category" label="类别" value={wanted.category} options={asOptions(choices.categories)} />
        <Choice name="unit" label="答复单位" value={wanted.unit} options={asOptions(choices.units)} />
        <Choice name="letter" label="答复函类别" value={wanted.letter} options={asOptions(choices.letters)} />
      </details>
      <p class="form-actions"><button type="submit" class="btn btn-primary">查找</button></p>
    </form>
  );
}

const Choice = ({ name, label, value, options }: { name: string; label: string; value?: string; options: Option[] }): Child => (options.length > 0 ? (
  <label class="public-choice">
    <span>{label}</span>
    <select class="form-select" name={name}>
      <option value="">全部</option>
      {options.map((option) => <ChoiceOption option={option} selected={option.value === value} />)}
    </select>
  </label>
) : null);

const Fact = ({ label, value }: { label: string; value: Child }): Child => (value ? <div><dt>{label}</dt><dd>{value}</dd></div> : null);

/** One proposal with its reply. */
export const PublicOnePage = ({ frame, base, row, merged, units, names }: Public & { row: Publication; merged: readonly Original[] }) => (
  <PublicPage frame={frame} title={row.title} lead={[sessionTitle(row), numberOf(row)].filter(Boolean).join(' · ')}>
    <SheetCard>
      <dl class="standing-facts public-facts">
        <Fact label="提案人" value={proposerShown(row, names)} />
        <Fact label="类别" value={row.category} />
        <Fact label="答复单位" value={unitsOf(row, units)} />
        <Fact label="答复日期" value={printedDay(row.replied_on)} />
        <Fact label="办理结果" value={[row.letter && `${row.letter}类`, results[row.result as keyof typeof results]].filter(Boolean).join('，')} />
        <Fact label="公开日期" value={printedDay(row.published_on!)} />
      </dl>
    </SheetCard>
    <SheetCard title={row.extent === 'summary' ? `提案（${extents.summary}）` : '提案'}><p class="long-text">{row.matter}</p></SheetCard>
    {merged.length > 0 && (
      <SheetCard title="并入这件一并答复的提案">
        <ul>{merged.map(({ number, title, proposer }): Child => <li>{title}（{[number, proposer].filter(Boolean).join('，')}）</li>)}</ul>
      </SheetCard>
    )}
    <SheetCard title={row.extent === 'summary' ? `答复（${extents.summary}）` : '答复'}><p class="long-text">{row.answer}</p></SheetCard>
    <p class="sheet-other"><a class="btn" href={base}>其他公开的提案</a></p>
  </PublicPage>
);

/** What was here and was taken off: said without saying why. */
export const GonePage = ({ frame, base }: Pick<Public, 'frame' | 'base'>) => (
  <PublicPage frame={frame} title="这件提案已不再公开" lead="它在这里公开过，现在已经撤下。">
    <p class="sheet-other"><a class="btn" href={base}>看其他公开的提案</a></p>
  </PublicPage>
);

import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Reading } from '#platform/records/act.ts';
import type { Column } from '#platform/ui/table.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Declared } from '#reports/declared.ts';
import { declaredWithOwn } from '#reports/figures/facts.ts';
import { manners } from '#reports/wording/manners.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import { chapters } from '#reports/sentences/record.ts';
import { sentencesFor, type ReadySentence } from '#reports/sentences/facts.ts';
import { quotables, withLabels, type Quotable } from '#reports/wording/tokens.ts';

/** What can be put into a wording: numbers and judgements by name, and ready sentences. */
export interface Vocabulary {
  all: readonly Quotable[];
  sentences: readonly ReadySentence[];
}

export const vocabularyOf = async (reading: Reading, declared: Declared): Promise<Vocabulary> =>
  ({ all: quotables(await declaredWithOwn(reading, declared), reading.house), sentences: await sentencesFor(reading) });

interface Props extends Vocabulary {
  /** The days whose numbers the trial shows. */
  period: { from: string; to: string };
  /** They belong to the paper and are not chosen here. */
  fixed?: boolean;
}

/**
 * The fields of a wording beside a trial with live numbers, and below everything that can be put into it. `<wording-desk>` draws the trial again while
 * somebody types and puts in what is clicked; without it the button opens the trial, and what is listed is copied by hand.
 */
export function WordingDesk({ all, sentences, period, fixed, children }: PropsWithChildren<Props>) {
  return (
    <wording-desk>
      <div class="wording-columns">
        <div class="form">{children}</div>
        <div class="wording-trial">
          <div class="wording-period">
            <PeriodDay name="trial_from" label="试排统计起始" value={period.from} fixed={fixed} />
            <PeriodDay name="trial_to" label="试排统计截止" value={period.to} fixed={fixed} />
            <button type="submit" class="btn" formaction="/speech-templates/trial" formtarget="_blank" formnovalidate data-turbo="false" data-trial>试排</button>
          </div>
          <p class="hint">试排用现在的记录，不会存下来。</p>
          <div id="wording-trial" role="status" class="wording-sheet" />
        </div>
      </div>
      <Palette all={all} />
      <Sentences all={all} sentences={sentences} />
    </wording-desk>
  );
}

const PeriodDay = ({ name, label, value, fixed }: { name: string; label: string; value: string; fixed?: boolean }) => (
  fixed ? <input type="hidden" name={name} value={value} /> : (
    <div>
      <label class="form-label" for={name}>{label}</label>
      <input class="form-control" type="date" id={name} name={name} value={value} />
    </div>
  )
);

const kinds: Readonly<Record<Quote['kind'], string>> = { fact: '县情', figure: '数字', ratio: '比率', claim: '判断' };

function Palette({ all }: { all: readonly Quotable[] }) {
  const columns: Column<Quotable>[] = [
    { key: 'token', label: '写法', cell: ({ name, kind }) => <Insertable words={withLabels(`{${name}}`, all)} kind={kind} />, onCards: 'title' },
    { key: 'kind', label: '种类', cell: ({ kind }) => kinds[kind], tight: true },
    { key: 'definition', label: '含义', cell: ({ label, kind, definition }) => (kind === 'claim' ? `${label}：${definition}` : definition) },
    { key: 'dimensions', label: '列表可以按', cell: ({ dimensions = [] }) => dimensions.map(({ label }) => label).join('、') },
  ];
  return (
    <details class="wording-palette">
      <summary class="btn btn-quiet">数字、比率和判断（{all.length}）</summary>
      <Seeking label="找数字和判断" />
      <Manners />
      <p class="hint">列表单独占一行：〔收到提案、立案 按 类别 占比〕，〔收到提案、民生实事 比上年〕，〔重点提案 清单 前20〕。“占比合计100”用最大余数法让占比正好加到100%。</p>
      <p class="hint">写主要是哪几类：主要集中在{'{'}收集群众反映的问题和建议|按事项类别|前3{'}'}方面。并列的一起写；合起来没有过半、只有一件的、“其他”类，都不写。</p>
      <Table caption="可以引用的数字和判断" columns={columns} rows={[...all]} />
    </details>
  );
}

/** In which manner what is clicked next is put in. */
const Manners = () => (
  <div class="wording-manner">
    <label class="form-label" for="wording-manner">插入时的写法</label>
    <select class="form-select" id="wording-manner" data-manner>
      <option value="">照实写</option>
      {(['figure', 'ratio', 'claim'] as const).map((kind): Child => (
        <optgroup label={kinds[kind]}>{manners[kind].map(({ name, does }) => <option value={name} data-kind={kind}>{name}：{does}</option>)}</optgroup>
      ))}
    </select>
  </div>
);

const Sentences = ({ all, sentences }: Vocabulary) => (
  <details class="wording-palette">
    <summary class="btn btn-quiet">句库（{sentences.length}）</summary>
    <Seeking label="找句子" />
    <Table<ReadySentence>
      caption="句库" rows={[...sentences]}
      columns={[
        { key: 'words', label: '句子', cell: ({ words }) => <Insertable words={withLabels(words, all)} kind="sentence" />, onCards: 'title' },
        { key: 'chapter', label: '章节', cell: ({ chapter, own }) => `${chapters[chapter]}${own ? '（本县添加）' : ''}`, tight: true },
      ]}
    />
    <p><a href="/stock-sentences">管理常用句</a></p>
  </details>
);

const Insertable = ({ words, kind }: { words: string; kind: string }) => <code data-insert={words} data-kind={kind}>{words}</code>;

/** Only of use where the list can be shortened while somebody types. */
const Seeking = ({ label }: { label: string }) => <input class="form-control wording-seek" type="search" aria-label={label} placeholder={label} hidden data-seek />;

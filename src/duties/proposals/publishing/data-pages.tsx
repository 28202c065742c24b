import type { Child } from 'hono/jsx';
import { printedMoment } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { sessionTitle } from '#duties/proposals/plenaries/words.ts';
import { CONVENTION, dataColumns } from '#duties/proposals/publishing/data-columns.ts';
import type { OfSession } from '#duties/proposals/publishing/data-rows.ts';
import type { Summary } from '#duties/proposals/publishing/data-summary.ts';

/** Where the data of each session is, what its columns mean, and what one may do with it. */

export interface DataOffered {
  /** Where the files are: `/p/<county>/data`, or the office's own. */
  base: string;
  sessions: readonly (OfSession & { n: number })[];
  /** Numbers of the newest session. */
  summary?: Summary;
  licence: string;
  /** In the county's own words: whether everybody may download it. */
  openness: string;
  isOpen: boolean;
  at: Date;
}

const fileOf = ({ term, session }: OfSession): string => `${term}-${session}`;

const Files = ({ base, sessions }: DataOffered): Child => (
  <ul class="public-files">
    {sessions.map((one): Child => (
      <li>
        <span>{sessionTitle(one)}（{one.n}件）</span>
        <a href={`${base}/${fileOf(one)}.csv`} data-turbo="false" aria-label={`下载${sessionTitle(one)}的 CSV`}>CSV</a>
        <a href={`${base}/${fileOf(one)}.json`} data-turbo="false" aria-label={`下载${sessionTitle(one)}的 JSON`}>JSON</a>
      </li>
    ))}
  </ul>
);

const Numbers = ({ summary, sessions }: { summary: Summary; sessions: DataOffered['sessions'] }): Child => (
  <p>{sessionTitle(sessions[0]!)}：立案{summary.filed}件，并案{summary.merged}件；已答复{summary.replied}件，提案和答复已公开{summary.published}件。</p>
);

const Dictionary = (): Child => (
  <dl class="public-columns" lang="zh-CN">
    {dataColumns.map(({ name, label, about }): Child => <div><dt>{label} <code>{name}</code></dt><dd>{about}</dd></div>)}
  </dl>
);

const About = ({ offered }: { offered: DataOffered }): Child => (
  <div class="public-about">
    <p>{CONVENTION}</p>
    <p>使用条件：{offered.licence}</p>
    <p>数据随时更新，文件是下载那一刻的；现在是{printedMoment(offered.at)}。CSV 是带标记的 UTF-8，可以直接用 Excel 打开；JSON 里还有汇总数，格式见 <a href={`${offered.base}/schema.json`} data-turbo="false">schema.json</a>。</p>
  </div>
);

export const PublicDataPage = ({ frame, list, offered }: { frame: Frame; list: string; offered: DataOffered }) => (
  <PublicPage frame={frame} title="提案数据" lead="每次会议立案的全部提案，可以下载、转载。">
    <SheetCard title="下载">
      {!offered.isOpen && <p>本县还没有开放提案数据。</p>}
      {offered.isOpen && offered.sessions.length === 0 && <p>还没有立案的提案。</p>}
      {offered.isOpen && offered.summary && <Numbers summary={offered.summary} sessions={offered.sessions} />}
      {offered.isOpen && offered.sessions.length > 0 && <Files {...offered} />}
    </SheetCard>
    <SheetCard title="说明"><About offered={offered} /></SheetCard>
    <SheetCard title="每一栏是什么"><Dictionary /></SheetCard>
    <p class="sheet-other"><a class="btn" href={list}>看公开的提案</a></p>
  </PublicPage>
);

/** The same for the office, which sees beforehand what everybody would. */
export const OfficeDataPage = ({ frame, offered }: { frame: Frame; offered: DataOffered }) => (
  <Desk frame={frame} title="开放数据">
    <Head title="开放数据" lead={`现在的规定：${offered.openness}。这里下载的和公众下载的一样，开放之前可以先看。`} back={{ label: '提案公开', href: '/publications/standing' }} />
    <Section title="下载">{offered.sessions.length > 0 ? <Files {...offered} /> : <p>还没有立案的提案。</p>}</Section>
    <Section title="说明"><About offered={offered} /></Section>
    <Section title="每一栏是什么"><Dictionary /></Section>
  </Desk>
);

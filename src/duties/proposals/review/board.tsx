import { json, page } from '#platform/http/answers.tsx';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { numberedPages, Pagination } from '#platform/ui/paging.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { Elsewhere } from '#duties/proposals/elsewhere.tsx';
import { proposal } from '#duties/proposals/record.ts';
import { sittingOf, sittingQuery, type Sitting } from '#duties/proposals/review/asking.ts';
import { boardOf, disagree, PAGE, type Board, type Waiting } from '#duties/proposals/review/board-reading.ts';
import { expectSeat, type Seat } from '#duties/proposals/review/reviewers.ts';
import { anyDecided } from '#duties/proposals/review/notices.ts';
import { verdicts, type Verdict } from '#duties/proposals/review/words.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import { proposerKinds } from '#duties/proposals/words.ts';

export const boardPath = `/${proposal.path}/review`;

/** The acts with their keys, in the order of how often they are taken. */
export const acts: readonly { verdict: Verdict; key: string }[] = [
  { verdict: 'file', key: 'l' }, { verdict: 'merge', key: 'b' }, { verdict: 'convert', key: 'z' }, { verdict: 'letter', key: 'x' }, { verdict: 'return', key: 't' }, { verdict: 'refuse', key: 'n' },
];

/** A session's hundreds in one sitting: what waits, those that are alike side by side, and one key or button for each verdict. */
export const board: Handler = (visit) => look(visit, async (reading) => {
  const seat = await expectSeat(reading);
  const sitting = await sittingOf(reading, visit, seat);
  const found = await boardOf(reading, sitting, sitting.round, sitting.last, sitting.page);
  if (visit.json) return json(visit, { term: sitting.term, session: sitting.session, round: sitting.round, progress: found.progress, total: found.total, items: found.rows });
  return page(visit, <BoardPage visit={visit} seat={seat} sitting={sitting} found={found} decided={await anyDecided(reading, sitting)} />);
});

interface BoardProps {
  visit: Visit;
  seat: Seat;
  sitting: Sitting;
  found: Board;
  /** Whether something of this session was decided, of which there is a notice. */
  decided: boolean;
}

function BoardPage({ visit, seat, sitting, found, decided }: BoardProps) {
  const frame = frameOf(visit);
  const { received, reviewed } = found.progress;
  const label = sitting.rounds[sitting.round - 1]!;
  const papers = new URLSearchParams({ term: String(sitting.term), session: String(sitting.session) });
  const notices = decided ? [{ label: '结果通知（Word）', href: `${boardPath}/notices.docx?${papers}` }] : [];
  const others = seat === 'reviewer' ? [] : [...notices, { label: '审查报告（Word）', href: `${boardPath}/report.docx?${papers}` }];
  return (
    <Desk frame={frame} title="提案审查">
      <Head
        title="提案审查" back={{ label: proposal.title, href: `/${proposal.path}` }} others={others}
        lead={<>{sessionWords(sitting)} · {label}{sitting.last ? '，这一轮的意见直接办理' : ''} · <strong class="review-progress">已审 {reviewed} / {received}</strong></>}
      />
      <Rounds visit={visit} sitting={sitting} found={found} />
      <Elsewhere what="待审查的" sessions={found.elsewhere} href={(one) => `${boardPath}?${sittingQuery({ ...sitting, ...one, page: 1 })}`} />
      <Undo visit={visit} sitting={sitting} />
      {found.rows.length === 0 ? <Empty title={received === 0 ? '这次会议还没有收到提案。' : '等审查的都审完了。'} /> : (
        <review-keys class="review-board" data-at={visit.query.get('at') ?? ''}>
          {seat !== 'onlooker' && <Keys />}
          <section class="card list" aria-label="等审查的提案">
            <Table<Waiting>
              caption="等审查的提案" columns={columnsOf(sitting)} rows={found.rows} id={({ id }) => id} href={({ id }) => `${boardPath}/${id}?${sittingQuery(sitting)}`} csrf={frame.csrf}
              batch={seat === 'onlooker' ? undefined : { action: `${boardPath}/verdicts?${sittingQuery(sitting)}`, acts: [...acts.map(({ verdict }) => ({ name: verdict, label: verdicts[verdict] })), ...(seat === 'office' ? [{ name: 'classify', label: '分类' }] : [])] }}
            />
            <Pagination paging={numberedPages(frame.here, { page: sitting.page, size: PAGE, total: found.total })} />
          </section>
        </review-keys>
      )}
    </Desk>
  );
}

function Rounds({ visit, sitting, found }: Pick<BoardProps, 'visit' | 'sitting' | 'found'>) {
  const { here } = frameOf(visit);
  const link = (at: Partial<Sitting>, label: string) => ({ label, href: `${boardPath}?${sittingQuery({ ...sitting, page: 1, ...at })}` });
  const rounds = sitting.rounds.map((label, n) => link({ round: n + 1 }, label));
  const sessions = found.sessions.length > 1 ? found.sessions.slice(0, 5).map((one) => link(one, sessionWords(one))) : [];
  const now = { ...here, query: new URLSearchParams(sittingQuery({ ...sitting, page: 1 })) };
  return (
    <>
      {rounds.length > 1 && <Views views={{ saved: rounds }} here={now} />}
      {sessions.length > 1 && <details class="review-sessions"><summary class="btn btn-quiet">换一次会议</summary><Views views={{ saved: sessions }} here={now} /></details>}
    </>
  );
}

/** What was just done can be taken back as long as nothing was built on it. */
function Undo({ visit, sitting }: Pick<BoardProps, 'visit' | 'sitting'>) {
  const moment = visit.query.get('undo');
  if (!moment) return null;
  return (
    <form class="review-undo" method="post" action={`${boardPath}/undoing?${sittingQuery(sitting)}`}>
      <CsrfInput csrf={frameOf(visit).csrf} />
      <input type="hidden" name="moment" value={moment} />
      <button type="submit" class="btn">撤销刚才的操作</button>
    </form>
  );
}

const Keys = () => (
  <details class="review-help">
    <summary class="btn btn-quiet">键盘操作（?）</summary>
    <dl>
      <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>下一件、上一件</dd></div>
      <div><dt><kbd>空格</kbd></dt><dd>选中，几件可以一起办</dd></div>
      <div><dt><kbd>a</kbd></dt><dd>全选、全不选</dd></div>
      {acts.map(({ verdict, key }) => <div><dt><kbd>{key}</kbd></dt><dd>{verdicts[verdict]}</dd></div>)}
      <div><dt><kbd>回车</kbd></dt><dd>打开全文</dd></div>
    </dl>
    <p class="hint">没有选中时，按键只办当前这一件；需要理由的会先问您。办完都可以撤销。</p>
  </details>
);

const columnsOf = (sitting: Sitting): Column<Waiting>[] => [
  { key: 'number', label: '流水号', cell: ({ serial_no }) => serial_no, tight: true },
  { key: 'title', label: '案由', cell: ({ title }) => title, onCards: 'title' },
  { key: 'opening', label: '摘要', cell: (row) => <Opening row={row} /> },
  { key: 'proposer', label: '提案人', cell: (row) => <>{row.proposer_name}{row.cosigner_ids.length > 0 && `等${row.cosigner_ids.length + 1}人`} <span class="quiet">{proposerKinds[row.proposer_kind as 'member'] ?? ''}</span></> },
  { key: 'category', label: '类别', cell: ({ category }) => category, tight: true },
  { key: 'said', label: '审查意见', cell: (row) => (row.said.length > 0 ? <SaidOf row={row} sitting={sitting} /> : '') },
];

const Opening = ({ row: { opening, group, own } }: { row: Waiting }) => (
  <span class="review-opening">
    {own && <Badge tone="mark">您提出或联名的，请回避</Badge>}
    {group && (group.waiting > 1 || group.filed.length > 0) && (
      <span class="review-group">
        {group.waiting > 1 && <Badge tone="open">{`相近第${group.place}组，${group.waiting}件`}</Badge>}
        {group.filed.map(({ id, title, proposal_no }) => <span>与已立案的<a href={`/${proposal.path}/${id}`}>第{proposal_no}号 {title}</a>相近</span>)}
      </span>
    )}
    {opening ?? '（只交了纸质件）'}
  </span>
);

/** 初审：立案2、不予立案1, with a word where they do not agree. */
function SaidOf({ row: { said }, sitting: { rounds } }: { row: Waiting; sitting: Sitting }) {
  const byRound = [...Map.groupBy(said, ({ round }) => round)].toSorted(([a], [b]) => a - b);
  return (
    <>
      {byRound.map(([round, some]) => <span class="review-said">{rounds[round - 1] ?? `第${round}轮`}：{countedWords(some.map(({ verdict }) => verdict))} </span>)}
      {disagree(said) && <Badge tone="returned">意见不一致</Badge>}
    </>
  );
}

const countedWords = (given: readonly Verdict[]): string =>
  [...Map.groupBy(given, (verdict) => verdict)].map(([verdict, some]) => `${verdicts[verdict]}${some.length > 1 ? some.length : ''}`).join('、');

import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import type { County } from '#platform/http/visit.ts';
import { overdueHref } from '#reports/boards/board.ts';
import { BoardFrame, type BoardFrameProps } from '#reports/boards/frame.tsx';
import type { LeaderBoard } from '#reports/boards/leader.ts';
import { Numbers, OverduePanel, Panel, SolvedAndContent } from '#reports/boards/panels.tsx';
import { Queues } from '#reports/home/facts.ts';

const columns: readonly Column<KeySelection>[] = [
  { key: 'subject', label: '提案', cell: ({ subject }) => subject, onCards: 'title' },
  { key: 'led_by', label: '领衔', cell: ({ led_by }) => led_by, tight: true },
  { key: 'acts', label: '督办活动（次）', cell: ({ acts_n }) => acts_n, align: 'end', tight: true },
  { key: 'state', label: '状态', cell: ({ state }) => <Badge tone={state === 'concluded' ? 'closed' : 'open'}>{keySelection.states[state as 'chosen'].label}</Badge>, tight: true },
];

/** 领导看板: what waits for the own word, what is led, what is late at units. */
export function LeaderPage({ board, at, county, near, ...frame }: BoardFrameProps & { board: LeaderBoard; at: Date; county: County; near: number }) {
  const waits = board.waiting.length + board.looked.length > 0;
  return (
    <BoardFrame {...frame}>
      {board.signs && <Panel title="等您签批、办理的" name="waiting" note={waits && <a href="/tasks">全部待办</a>}>
        {waits ? <Queues frame={frame.frame} waiting={board.waiting} looked={board.looked} county={county} near={near} /> : <p class="quiet">现在没有等您办的。</p>}
      </Panel>}
      <Panel title={board.own ? '您领衔督办的重点提案' : '领导领衔督办的重点提案'} name="keys" note={board.keys.length > 0 && `${board.keys.length}件`}>
        {board.keys.length === 0 ? <p class="quiet">这段时间没有。</p> : <Table caption="重点提案" columns={[...columns]} rows={board.keys} href={({ id }) => `/${keySelection.path}/${id}`} />}
      </Panel>
      <OverduePanel title="承办单位逾期没有办的" overdue={board.overdue} hrefOf={(id) => overdueHref(frame.asked, at, { of: id })} />
      <Panel title="批示的办理" name="instructions"><Numbers figures={board.instructions} /></Panel>
      <SolvedAndContent solved={board.solved} />
    </BoardFrame>
  );
}

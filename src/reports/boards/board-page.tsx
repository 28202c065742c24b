import type { Asked } from '#reports/asked.ts';
import { overdueHref, type Board } from '#reports/boards/board.ts';
import { BoardFrame, type BoardFrameProps } from '#reports/boards/frame.tsx';
import { FiveHaves, FiveOnes, Numbers, OverduePanel, Panel, Proposals, SolvedAndContent, Trends } from '#reports/boards/panels.tsx';

/** 看板 of the county, or of one committee: one quiet page. */
export function BoardPage({ board, at, ...frame }: BoardFrameProps & { board: Board; at: Date; asked: Asked }) {
  return (
    <BoardFrame {...frame}>
      <FiveOnes ones={board.ones} />
      <div class="board-column">
        <FiveHaves haves={board.haves} />
        {board.own.length > 0 && <Panel title="本县自己的数字" name="own"><Numbers figures={board.own} /></Panel>}
      </div>
      <SolvedAndContent solved={board.solved} />
      <OverduePanel overdue={board.overdue} hrefOf={(id) => overdueHref(frame.asked, at, { of: id })} />
      <Proposals figures={board.proposals} states={board.proposalStates} />
      <Trends trends={board.trends} />
    </BoardFrame>
  );
}

import { printedDay } from '#platform/time.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { refusalGrounds } from '#duties/proposals/words.ts';

type State = keyof typeof proposal.states;

/** Where a proposal stands, in a sentence for whoever wrote or signed it. */
export function whereItStands(row: Proposal, units: ReadonlyMap<string, string>, own: boolean): string {
  const unit = units.get(row.lead_unit_id ?? '') ?? '承办单位';
  const by = row.due_on ? `，${printedDay(row.due_on)}前答复` : '';
  const sentences: Partial<Record<State, string>> = {
    draft: '草稿，还没有提交',
    submitted: `县政协正在审查${row.serial_no === null ? '' : `（流水号${row.serial_no}）`}`,
    returned: '退回来修改，改好再提交',
    filed: `已立案（第${row.proposal_no}号），等着交办`,
    merged: `并入${row.merged_into_no === null ? '另一件' : `第${row.merged_into_no}号`}一起办理${row.replied_on ? '，已经答复' : ''}`,
    refused: `没有立案：${refusalGrounds[row.refusal_ground as keyof typeof refusalGrounds] ?? '请看审查意见'}`,
    assigned: `已交${unit}办理${by}`,
    disputed: '正在商定由哪个单位办理',
    accepted: `${unit}正在${row.round > 1 ? '重新' : ''}办理${by}`,
    replied: own ? `${unit}已经答复，等您评价` : `${unit}已经答复`,
    rated: '已经评价，等着办结',
    closed: '已办结',
  };
  return sentences[row.state as State] ?? proposal.states[row.state as State]?.label ?? row.state;
}

import type { Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { instructionsOn } from '#duties/opinions/instructions/facts.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';
import { outcomesOf } from '#duties/opinions/outcomes/facts.ts';
import { levels, outcome, outcomeKinds, shareWords, type Outcome } from '#duties/opinions/outcomes/record.ts';

/** What the page of an item shows of what became of it. */
export interface Became {
  outcomes: Outcome[];
  instructions: Instruction[];
}

export const becameOf = async (reading: Reading, item: string): Promise<Became> =>
  ({ outcomes: await outcomesOf(reading, item), instructions: await instructionsOn(reading, item) });

export const BecameOf = ({ became: { outcomes, instructions } }: { became: Became }) => (
  <>
    {instructions.length > 0 && (
      <Section title="领导批示" count={instructions.length}>
        <Table<Instruction>
          caption="领导批示"
          rows={instructions}
          href={({ id }) => `/${instruction.path}/${id}`}
          columns={[
            { key: 'leader', label: '批示领导', cell: ({ leader }) => leader, onCards: 'title' },
            { key: 'instructed_on', label: '日期', cell: ({ instructed_on }) => instructed_on, tight: true },
            { key: 'words', label: '批示', cell: ({ words }) => words ?? '圈阅' },
            { key: 'state', label: '办理', cell: ({ state }) => instruction.states[state as 'noted']?.label, tight: true },
          ]}
        />
      </Section>
    )}
    {outcomes.length > 0 && (
      <Section title="采用情况" count={outcomes.length}>
        <Table<Outcome>
          caption="采用情况"
          rows={outcomes}
          href={({ id }) => `/${outcome.path}/${id}`}
          columns={[
            { key: 'kind', label: '结果', cell: ({ level, kind }) => `${levels[level as 'county']}：${outcomeKinds[kind as 'forwarded']}`, onCards: 'title' },
            { key: 'came_on', label: '日期', cell: ({ came_on }) => came_on, tight: true },
            { key: 'body', label: '单位、刊物', cell: ({ body, publication }) => [body, publication].filter(Boolean).join(' ') },
            { key: 'share', label: '占', cell: shareWords, tight: true },
          ]}
        />
      </Section>
    )}
  </>
);

/** Where what became of an item is noted, for those who keep its papers: the two papers that arrive. */
export function notingLinks({ id, state, committee_id }: OpinionItem, { actor }: Visit): Action[] {
  const early: readonly string[] = ['draft', 'returned', 'unused'];
  const about = { item_id: id, committee_id, state: instruction.initial } as never;
  if (early.includes(state) || mayCreate(instruction, actor, about)) return [];
  return [{ label: '登记批示', href: `/${instruction.path}/new?item=${id}` }, { label: '登记采用', href: `/${outcome.path}/new?item=${id}` }];
}

import type { Slice } from '#platform/chapter.ts';
import * as instructionFacts from '#duties/opinions/instructions/facts.ts';
import { instructionImport } from '#duties/opinions/instructions/imports.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { mount as mountInstructions } from '#duties/opinions/instructions/routes.tsx';
import { extensionsAwaited } from '#duties/opinions/instructions/waiting.ts';
import { directAwaited, directInTime } from '#duties/opinions/outcomes/direct.ts';
import * as outcomeFacts from '#duties/opinions/outcomes/facts.ts';
import { honours } from '#duties/opinions/outcomes/honours.ts';
import { outcomeImport } from '#duties/opinions/outcomes/imports.ts';
import { outcome } from '#duties/opinions/outcomes/record.ts';
import { mount as mountOutcomes } from '#duties/opinions/outcomes/routes.tsx';

/** What becomes of opinion items: adopted, forwarded, instructed, fed back. */
export const outcomesPart = {
  records: [outcome, instruction],
  figures: [...outcomeFacts.figures, ...instructionFacts.figures],
  ratios: instructionFacts.ratios,
  claims: [...instructionFacts.claims, directInTime],
  imports: [outcomeImport, instructionImport],
  awaited: [directAwaited, extensionsAwaited],
  applies: [{ record: instruction.name, parameters: ['instruction.days', 'instruction.days_direct', 'instruction.return_days', 'instruction.tell_days', 'instruction.most_extensions'], day: 'instructed_on' }],
  dated: instructionFacts.datedRecords,
  beside: honours,
  committeesWork: [{ declared: instruction, committee: 'committee_id', member: 'member_id' }],
  mount(site) {
    mountOutcomes(site);
    mountInstructions(site);
  },
} satisfies Slice;

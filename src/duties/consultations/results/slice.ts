import type { Slice } from '#platform/chapter.ts';
import { besideConsultation } from '#duties/consultations/results/beside.ts';
import { evaluation } from '#duties/consultations/results/evaluations/record.ts';
import { mount as mountEvaluations } from '#duties/consultations/results/evaluations/routes.tsx';
import { claims, datedRecords, figures, ratios } from '#duties/consultations/results/facts.ts';
import { resultList } from '#duties/consultations/results/record.ts';
import { minutesSource, mount as mountLists } from '#duties/consultations/results/routes.tsx';
import { resultTask } from '#duties/consultations/results/tasks/record.ts';
import { mount as mountTasks } from '#duties/consultations/results/tasks/routes.tsx';
import { awaited } from '#duties/consultations/results/waiting.ts';

/** 成果清单、落实、评价和备案: what follows a consultation. */
export const resultsPart = {
  records: [resultList, resultTask, evaluation],
  figures,
  ratios,
  claims,
  awaited,
  papers: [minutesSource],
  dated: datedRecords,
  beside: [besideConsultation],
  applies: [{ record: resultList.name, parameters: ['results.file_days', 'results.follow_days'], day: 'held_on' }],
  committeesWork: [resultList, resultTask].map((declared) => ({ declared, committee: 'committee_id' })),
  mount(site) {
    mountLists(site);
    mountTasks(site);
    mountEvaluations(site);
  },
} satisfies Slice;

import { allOf, claim, type CounterExample } from '#platform/figures/claim.ts';
import { counted } from '#platform/figures/count.ts';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import { dated } from '#platform/obligations/dated.ts';
import { all, any, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import { count, list } from '#platform/records/read.ts';
import { consultationsHeld } from '#duties/consultations/facts.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { objection, type Objection } from '#duties/consultations/floor/objections/record.ts';
import { point, type Point } from '#duties/consultations/floor/points/record.ts';
import { vote, type Vote } from '#duties/consultations/floor/votes/record.ts';
import { evaluation, type Evaluation } from '#duties/consultations/results/evaluations/record.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { resultTask, type ResultTask } from '#duties/consultations/results/tasks/record.ts';

type Told = Pick<Figure, 'name' | 'label' | 'definition' | 'unit'>;

const pointFigure = (told: Told, where: Predicate<Point>): Figure<Point> => figure<Point>({ ...told, where: all(not(is<Point>('state', 'struck')), where), record: point.name, day: 'noted_on', committee: 'committee_id' });
const pointsAgreed = pointFigure({ name: 'consultation_points_agreed', label: '协商共识', unit: '条', definition: '期间内的协商活动逐条记下的“达成共识”的要点条数；只在台账里写了共识条数、没有逐条记的不计。' }, is<Point>('kind', 'agreed'));
const pointsOpen = pointFigure({ name: 'consultation_points_open', label: '协商没有达成一致', unit: '条', definition: '期间内的协商活动逐条记下的“没有达成一致”的要点条数。' }, is<Point>('kind', 'open'));

const votesHeld = figure<Vote>({
  name: 'consultation_votes', label: '协商表决', unit: '次', definition: '表决日期在期间内、已经计票的协商表决次数；表决只说明参加者的意见，不是决定。', record: vote.name, day: 'voted_on', committee: 'committee_id', where: is<Vote>('state', 'counted'),
});

const objectionFigure = (told: Told, where: Predicate<Objection>): Figure<Objection> => figure<Objection>({ ...told, where, record: objection.name, day: 'raised_on', committee: 'committee_id' });
const standing = not(is<Objection>('state', 'withdrawn'));
const objectionsRaised = objectionFigure({ name: 'consultation_objections', label: '协商不同意见', unit: '条', definition: '提出日期在期间内的不同意见条数，会上、会后、书面和通过链接的都算；本人撤回的不计。' }, standing);
const objectionsAnswered = objectionFigure({ name: 'consultation_objections_answered', label: '协商不同意见已答复', unit: '条', definition: '提出日期在期间内、已经答复的不同意见条数。' }, is<Objection>('state', 'answered'));

const sent = oneOf<ResultList>('state', ['sent', 'filed', 'acknowledged', 'closed']);
const listFigure = (told: Told, where: Predicate<ResultList>): Figure<ResultList> => figure<ResultList>({ ...told, where, record: resultList.name, day: 'held_on', committee: 'committee_id' });
export const listsSent = listFigure({ name: 'consultation_results_sent', label: '协商成果报送', unit: '份', definition: '协商召开日期在期间内、成果清单已报党委、政府或村级组织的份数。' }, sent);
const listsFiled = listFigure({ name: 'consultation_results_filed', label: '协商成果备案', unit: '份', definition: '协商召开日期在期间内、县政协已收存并编了备案号的成果清单份数；报了还没有收存的不计。' }, present<ResultList>('filing_no'));
const listsClosed = listFigure({ name: 'consultation_results_closed', label: '协商成果清单销号', unit: '份', definition: '协商召开日期在期间内、不同意见都有答复、各项都已落实或决定不采纳而销号的成果清单份数。' }, is<ResultList>('state', 'closed'));

const taskFigure = (told: Told, where: Predicate<ResultTask>): Figure<ResultTask> => figure<ResultTask>({ ...told, where, record: resultTask.name, day: 'listed_on', committee: 'committee_id' });
export const tasksListed = taskFigure({ name: 'consultation_tasks', label: '协商成果事项', unit: '件', definition: '列出日期在期间内、成果清单上的事项数；删去的不计。' }, not(is<ResultTask>('state', 'struck')));
const tasksAdopted = taskFigure({ name: 'consultation_tasks_adopted', label: '协商成果采纳', unit: '件', definition: '列出日期在期间内、党委、政府或村级组织决定采纳或部分采纳的事项数。' }, any(is<ResultTask>('decision', 'adopted'), is<ResultTask>('decision', 'partly')));
const tasksDone = taskFigure({ name: 'consultation_tasks_done', label: '协商成果落实', unit: '件', definition: '列出日期在期间内、已经确认落实的事项数；承办单位报了、还没有确认的不计。' }, is<ResultTask>('state', 'done'));
const tasksDeclined = taskFigure({ name: 'consultation_tasks_declined', label: '协商成果不采纳', unit: '件', definition: '列出日期在期间内、党委、政府或村级组织说明理由决定不采纳的事项数。' }, is<ResultTask>('state', 'declined'));

const given = is<Evaluation>('state', 'given');
const judgementFigure = (told: Told, where: Predicate<Evaluation>): Figure<Evaluation> => figure<Evaluation>({ ...told, where, record: evaluation.name, day: 'evaluated_on', committee: 'committee_id' });
const evaluated = judgementFigure({ name: 'consultation_evaluations', label: '协商成果评价', unit: '份', definition: '评价日期在期间内、参加协商的人对成果的评价份数，不记名；作废的不计。' }, given);
const satisfied = judgementFigure({ name: 'consultation_evaluations_satisfied', label: '对协商成果满意和基本满意', unit: '份', definition: '评价日期在期间内、满意和基本满意的评价份数。' }, all(given, oneOf<Evaluation>('verdict', ['satisfied', 'basically'])));

export const figures = [
  pointsAgreed, pointsOpen, votesHeld, objectionsRaised, objectionsAnswered, listsSent, listsFiled, listsClosed, tasksListed, tasksAdopted, tasksDone, tasksDeclined, evaluated, satisfied,
];

export const ratios = [
  ratio({ name: 'consultation_adoption_rate', label: '协商成果采纳率', definition: '采纳和部分采纳的事项占成果清单全部事项的百分比。', numerator: tasksAdopted.name, denominator: tasksListed.name, decimals: 1, convention: '还没有决定的也在分母里；部分采纳算采纳' }),
  ratio({ name: 'consultation_done_rate', label: '协商成果落实率', definition: '确认落实的事项占采纳和部分采纳事项的百分比。', numerator: tasksDone.name, denominator: tasksAdopted.name, decimals: 1, convention: '不采纳的和没有决定的不在分母里' }),
  ratio({ name: 'consultation_satisfaction', label: '协商成果满意率', definition: '满意和基本满意的评价占全部评价的百分比。', numerator: satisfied.name, denominator: evaluated.name, decimals: 1, convention: '没有评价的不在分母里；基本满意算满意' }),
];

/** More counter-examples than this are not listed one by one. */
const MOST = 1_000;

export const claims = [
  claim({
    name: 'consultations_all_listed',
    sentence: '每次协商都有成果清单',
    definition: '对召开日期在期间内的每一次协商活动，成果清单都已报送党委、政府或村级组织。',
    clause: 'duty.half_yearly',
    href: `/${resultList.path}`,
    async examine(reading, scope) {
      const held = counted(consultationsHeld, scope);
      const rows = await list<Consultation>(reading, consultation, { where: all(held, not(present<Consultation>('results_listed_at'))), order: [{ column: 'held_on' }], limit: MOST });
      return {
        examined: await count<Consultation>(reading, consultation, held),
        counterExamples: rows.map(({ id, topic, held_on }): CounterExample => ({ label: topic, why: `${held_on}召开，还没有报送成果清单`, href: `/${consultation.path}/${id}` })),
      };
    },
    otherwise: ({ examined, counterExamples }) => `协商${examined}次，有成果清单的${examined - counterExamples.length}次，还有${counterExamples.length}次没有`,
    none: (n) => `${n}次协商${allOf(n)}没有成果清单`,
  }),
  claim({
    name: 'consultation_objections_all_answered',
    sentence: '协商中的不同意见全部得到答复',
    definition: '对提出日期在期间内的每一条不同意见，都有答复；本人撤回的不算在内。',
    clause: 'duty.half_yearly',
    href: `/${objection.path}?figure=${objectionsRaised.name}`,
    async examine(reading, scope) {
      const raised = counted(objectionsRaised, scope);
      const rows = await list<Objection>(reading, objection, { where: all(raised, is<Objection>('state', 'open')), order: [{ column: 'raised_on' }], limit: MOST });
      return {
        examined: await count<Objection>(reading, objection, raised),
        counterExamples: rows.map(({ id, subject, raised_on }): CounterExample => ({ label: subject, why: `${raised_on}提出，还没有答复`, href: `/${objection.path}/${id}` })),
      };
    },
    otherwise: ({ examined, counterExamples }) => `不同意见${examined}条，已答复${examined - counterExamples.length}条，还有${counterExamples.length}条没有答复`,
    none: (n) => `协商中的${n}条不同意见${allOf(n)}没有答复`,
  }),
];

export const datedRecords = [
  dated<ResultTask>({ declared: resultTask, day: 'due_on', committee: 'committee_id', cancelled: ['declined', 'struck'] }),
  dated<ResultList>({ declared: resultList, day: 'follow_on', committee: 'committee_id', cancelled: ['void', 'closed'] }),
];

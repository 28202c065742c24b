import { figure } from '#platform/figures/figure.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';

const common = { record: topic.name, committee: 'committee_id', unit: '个' } as const;
const taken = oneOf<Topic>('state', ['chosen', 'proposed', 'approved', 'held']);
const counted = oneOf<Topic>('state', ['collected', 'chosen', 'proposed', 'approved', 'held', 'passed_over', 'refused', 'merged']);

const collected = figure<Topic>({ ...common, name: 'topics_collected', label: '征集的协商议题', definition: '期间内提出的协商议题个数；作废的不计，后来并入别的、没有选的也计。', where: counted, day: 'received_on' });
const fromResidents = figure<Topic>({ ...common, name: 'topics_from_residents', label: '群众提出的协商议题', definition: '期间内群众扫码提出，或者由民情台账形成的协商议题个数；作废的不计。', where: all(counted, oneOf<Topic>('source', ['resident', 'ledger'])), day: 'received_on' });
const chosen = figure<Topic>({ ...common, name: 'topics_chosen', label: '选定的协商议题', definition: '期间内选定的协商议题个数，现在已请示、已批准、已协商的也计；选定后又不选的、没有批准的不计。', where: taken, day: 'decided_on' });
const passedOver = figure<Topic>({ ...common, name: 'topics_passed_over', label: '没有选的协商议题', definition: '期间内定为不选的协商议题个数，每个都有理由。', where: is<Topic>('state', 'passed_over'), day: 'decided_on' });
const approved = figure<Topic>({ ...common, name: 'topics_approved', label: '党委批准的协商议题', definition: '期间内由党委批准的协商议题个数。', where: oneOf<Topic>('state', ['approved', 'held']), day: 'approved_on' });
const held = figure<Topic>({ ...common, name: 'topics_held', label: '已协商的议题', definition: '期间内开过协商的征集议题个数；一个议题协商几次只计一个，按最近一次。', where: is<Topic>('state', 'held'), day: 'held_on' });

export const topicFigures = [collected, fromResidents, chosen, passedOver, approved, held];

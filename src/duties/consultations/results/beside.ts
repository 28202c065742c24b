import type { Beside, BesideOne } from '#platform/beside.ts';
import { standing, visible } from '#platform/lifecycle/lifecycle.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { floorAddress } from '#duties/consultations/floor/addresses.ts';
import { writers } from '#duties/consultations/floor/relations.ts';
import { floorOf, type Floor } from '#duties/consultations/floor/told.ts';
import { listOf } from '#duties/consultations/results/reading.ts';
import { resultList } from '#duties/consultations/results/record.ts';

const NO_MEETING: readonly string[] = ['suggested', 'declined', 'cancelled'];

/** On the consultation's page: what was written down at it, and what follows. Whoever writes along finds the way there before anything is written. */
export const besideConsultation: Beside<Consultation> = {
  record: consultation.name,
  title: '会场和成果',
  uncounted: true,
  async find(reading, row) {
    if (NO_MEETING.includes(row.state)) return [];
    const floor = await floorOf(reading, row.id);
    const told = floorWords(floor);
    const writes = standing(writers<Consultation>(), reading.actor, row) !== undefined;
    const list = await listOf(reading, row.id);
    const lines: BesideOne[] = [];
    if (told || writes) lines.push({ label: '会场', href: floorAddress(row.id), about: told || '发言、要点、表决和不同意见，从这里记' });
    if (list && visible(resultList, reading.actor).test(list)) lines.push({ label: resultList.title, href: `/${resultList.path}/${list.id}`, about: `${resultList.states[list.state as 'draft'].label}，${list.tasks_n}项，没有办完的${list.tasks_open}项` });
    return lines;
  },
};

const floorWords = ({ remarks, points, votes, objections }: Floor): string =>
  ([['发言', remarks.length, '条'], ['要点', points.length, '条'], ['表决', votes.length, '次'], ['不同意见', objections.length, '条']] as const)
    .filter(([, n]) => n > 0).map(([what, n, unit]) => `${what}${n}${unit}`).join('，');

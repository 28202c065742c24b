import { appointing, certifying, giving } from '#institutions/settings/actions.ts';
import { setting } from '#institutions/settings/record.ts';
import { effecting, enterReorganisation } from '#institutions/reorganisations/actions.ts';
import { reorganisation, type Reorganisation } from '#institutions/reorganisations/record.ts';
import { list, type Wanted } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import type { Act } from '#platform/records/act.ts';
import type { Setting } from '#institutions/settings/record.ts';
import { dayIn, type Life } from './life.ts';

const FIRST: Wanted<Setting> = { order: [{ column: 'created_at' }], limit: 1 };

/** After the decision: plaques on two days, the appointment document, the certificates. */
export function plaques(life: Life): void {
  const { year, office, places } = life;
  const onTheDecision = (day: string, step: string, input: object, effect: unknown) => life.on(day, office, async (act: Act) => {
    const [decision] = await list(act, setting, FIRST);
    await take(act, setting, decision!.id, step, { input: { ...input }, effect: effect as never });
  });
  const streets = places.filter(({ committee }) => committee.place_kind === 'street').map(({ committee }) => committee.id);
  onTheDecision(dayIn(year, 1, 22), 'plaque', { plaqued_ids: streets, plaque_on: dayIn(year, 1, 22) }, giving);
  onTheDecision(dayIn(year, 2, 6), 'plaque', { plaque_on: dayIn(year, 2, 6) }, giving);
  onTheDecision(dayIn(year, 2, 7), 'appoint', { appointment_no: `岚委干〔${year - 1}〕31号`, appointed_on: dayIn(year - 1, 12, 19) }, appointing);
  onTheDecision(dayIn(year, 2, 14), 'certify', { certificates: places.length * 3, certificates_on: dayIn(year, 2, 14) }, certifying);
}

/** In the summer one committee takes over the industrial park and is called after it; in autumn a merger is decided that begins next year. */
export function reorganisations(life: Life): void {
  const { year, office, places } = life;
  const idOf = (place: string): string => places.find(({ committee }) => committee.place === place)!.committee.id;
  const paper = { meeting: '县委常委会第12次会议', document_no: `岚委〔${year}〕21号`, decided_on: dayIn(year, 6, 18), effective_on: dayIn(year, 7, 1) };
  const happens = (content: Partial<Reorganisation>) => life.on(dayIn(year, 7, 1), office, async (act) => {
    const one = await enterReorganisation(act, { ...paper, committee_ids: [idOf('城东街道')], ...content } as never, {});
    await take(act, reorganisation, one.id, 'effect', { input: {}, effect: effecting([]) as never, onBehalfOf: '县委常委会' });
  });
  happens({ kind: 'cover', places: '岚溪工业园区\n县直机关委员组' });
  happens({ kind: 'rename', new_name: '城东街道（园区）政协联络委' });
  life.on(dayIn(year, 10, 20), office, (act) => enterReorganisation(act, {
    kind: 'merge', committee_ids: [idOf('鹿角乡')], successor_ids: [idOf('桐花乡')], meeting: '县委常委会第19次会议', document_no: `岚委〔${year}〕37号`,
    decided_on: dayIn(year, 10, 16), effective_on: dayIn(year + 1, 1, 1), remark: '鹿角乡并入桐花乡，随行政区划调整一并办理',
  } as never, {}));
}

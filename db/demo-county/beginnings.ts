import { clausesOf, planKinds, type PlanKind } from '#plans/clauses.ts';
import { adopting } from '#plans/documents/actions.ts';
import { plan, type Plan } from '#plans/documents/record.ts';
import { parameterSetting, type ParameterSetting } from '#plans/parameter-values/record.ts';
import { deciding, enterSetting, issuing, requesting } from '#institutions/settings/actions.ts';
import { setting, type Setting } from '#institutions/settings/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import { all, is } from '#platform/predicate.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, take } from '#platform/records/write.ts';
import { dayIn, type Life } from './life.ts';
import { attachInvented, inventedPaper } from './papers.ts';

/** The decision that set the committees up and the four plans, both in the first weeks of the lived year. */
export function beginnings(life: Life): void {
  const { year, office } = life;
  let decision: Setting;
  life.on(dayIn(year, 1, 4), office, async (act) => {
    decision = await enterSetting(act, {
      title: '关于设置乡镇（街道）政协联络委的请示', committee_ids: life.places.map(({ committee }) => committee.id),
      studied_on: dayIn(year - 1, 11, 20), studied_with: '县委组织部，各乡镇（街道）党（工）委', scan: '县政协办公室文书档案第1卷',
    }, {});
  });
  life.on(dayIn(year, 1, 5), office, (act) => take(act, setting, decision.id, 'request', { input: { request_no: `岚协〔${year}〕1号`, requested_on: dayIn(year, 1, 5) }, effect: requesting as never }));
  life.on(dayIn(year, 1, 9), office, (act) => take(act, setting, decision.id, 'decide', { input: { meeting: '县委常委会第3次会议', decided_on: dayIn(year, 1, 8) }, effect: deciding as never, onBehalfOf: '县委常委会' }));
  life.on(dayIn(year, 1, 12), office, (act) => take(act, setting, decision.id, 'issue', { input: { document_no: `岚办发〔${year}〕2号`, issued_by: '县委办公室', issued_on: dayIn(year, 1, 12) }, effect: issuing as never }));
  life.on(dayIn(year, 1, 12), office, (act) => attachInvented(act, setting, decision.id, '县委办公室关于设置联络委的通知（虚构扫描件）.pdf', inventedPaper([
    '关于设置乡镇（街道）政协联络委的通知', `岚办发〔${year}〕2号`, `经${year}年1月8日县委常委会会议审定，同意设置乡镇（街道）政协联络委。`, '（本文件为演示虚构，不是真实文件）',
  ])));
  (Object.keys(planKinds) as PlanKind[]).forEach((kind, n) => adopt(life, kind, n));
  ownName(life);
}

function adopt(life: Life, kind: PlanKind, n: number): void {
  const { year, office } = life;
  const issued = dayIn(year, 1, 15 + n);
  life.on(issued, office, async (act) => {
    const draft = await create<Plan>(act, plan, { kind, title: `乡镇（街道）政协联络委员会${planKinds[kind]}`, issued_by: '政协岚溪侗族自治县委员会' });
    const clauses = clausesOf(kind).map(({ key, about }, place) => ({ key, number: `第${'三四五六七八九'[place]}条`, text: about }));
    const worded = await amend(act, plan, draft, { clauses: JSON.stringify(clauses) } as unknown as Partial<Plan>, { step: 'edit', relation: 'county_office' });
    await take(act, plan, worded.id, 'adopt', { input: { document_no: `岚协〔${year}〕${2 + n}号`, issued_on: issued, in_force_from: issued }, effect: adopting as never });
  });
}

/** What the duty plan calls the county's consultations, from the year's first day on. */
function ownName(life: Life): void {
  life.on(dayIn(life.year, 1, 20), life.office, (act) => create<ParameterSetting>(act, parameterSetting, {
    key: 'label.consultation', value: '鼓楼协商', from_day: dayIn(life.year, 1, 1), why: '履职方案：在鼓楼、风雨桥边开展的协商统称鼓楼协商',
  }));
}

/** In August one director is moved to another office: the committee's post falls vacant, and nobody has followed yet. */
export function vacancy(life: Life): void {
  const place = life.places[5]!;
  const day = dayIn(life.year, 8, 10);
  life.on(day, life.office, async (act) => {
    const held = await list(act, post, { where: all(is<Post>('committee_id', place.committee.id), is<Post>('role', 'director'), is<Post>('state', 'holding')), limit: 1 });
    for (const one of held) await take(act, post, one.id, 'end', { input: { until: day }, reason: '调任县直部门，党内职务同时免去' });
  });
}

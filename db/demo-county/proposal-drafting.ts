import { effects as proposalEffects } from '#duties/proposals/actions.ts';
import { enterProposal, type Entered } from '#duties/proposals/entering.ts';
import { effects, registerPlenary } from '#duties/proposals/plenaries/actions.ts';
import { plenary, type Plenary } from '#duties/proposals/plenaries/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import type { Actor } from '#platform/identity/actor.ts';
import { take } from '#platform/records/write.ts';
import type { Member } from '#institutions/members/record.ts';
import { TERM } from './institutions.ts';
import { dayIn, later, type Life } from './life.ts';

/** The session in January, and the next one, for which proposals are called for in autumn. */
export function plenaries(life: Life): void {
  const { year, office, on } = life;
  on(dayIn(year, 1, 4), office, async (act) => {
    const held = await registerPlenary(act, { term: TERM, session: 5, opens_on: dayIn(year, 1, 20), closes_on: dayIn(year, 1, 24), deadline_on: dayIn(year, 1, 23), call_text: '围绕乡村产业、民生实事和基层治理提出意见建议' }, {});
    await take<Plenary>(act, plenary, held.id, 'call', { input: {}, effect: effects.call });
    on(dayIn(year, 1, 20), office, (then) => take(then, plenary, held.id, 'open', { effect: effects.open }));
    on(dayIn(year, 1, 24), office, (then) => take(then, plenary, held.id, 'close', { effect: effects.close }));
  });
  on(dayIn(year, 10, 12), office, async (act) => {
    const next = await registerPlenary(act, { term: TERM, session: 6, opens_on: dayIn(year + 1, 1, 19), closes_on: dayIn(year + 1, 1, 22), deadline_on: dayIn(year + 1, 1, 20), call_text: '产业振兴和县域经济\n教育、医疗、养老等民生实事\n民族文化保护和旅游发展\n基层治理和法治建设' }, {});
    await take<Plenary>(act, plenary, next.id, 'call', { input: {}, effect: effects.call });
  });
}

const texts = {
  situation: '近年来留守老人增多，村里没有固定的就餐点，老人冬天吃冷饭的情况时有发生。',
  analysis: '主要是没有场地、没有人手，各方投入没有合在一起。',
  advice: '一、把闲置的村小校舍改成助餐点。\n二、由乡镇统筹，村集体和爱心人士共同出资。\n三、县民政局每半年检查一次食品安全。',
  public_ok: true,
};

/** What members have in hand while proposals are gathered: two drafts, an invitation signed, one that is open, and one declined. */
export function draftsInHand(life: Life): void {
  const [writer, friend, third] = life.members.slice(0, 3) as [Member, Member, Member];
  const begun = dayIn(life.year, 10, 20);
  draft(life, writer, begun, { title: '关于建设农村老年人助餐点的提案', ...texts, invited_ids: [friend.id, third.id], cosign_by: later(begun, 60) }, (id) => {
    life.on(later(begun, 1), signedIn(life, friend), (act) => take(act, proposal, id, 'cosign', { effect: proposalEffects.cosign }));
  });
  draft(life, writer, later(begun, 3), { title: '关于开通乡镇之间夜间班车的提案', situation: '晚上七点以后乡镇之间没有班车。', public_ok: true });
  const handed = later(begun, 5);
  draft(life, friend, handed, { title: '关于整治集镇占道经营的提案', ...texts, situation: '赶场天集镇道路被摊位占去一半，消防车进不来。', advice: '一、划定摊位区。二、赶场天设疏导岗。', invited_ids: [third.id] }, (id) => {
    life.on(later(handed, 2), signedIn(life, third), (act) => take(act, proposal, id, 'decline', { effect: proposalEffects.decline }));
    life.on(later(handed, 4), signedIn(life, friend), (act) => take(act, proposal, id, 'submit', { input: { none_forbidden: true }, effect: proposalEffects.submit }));
  });
}

const draft = (life: Life, writer: Member, day: string, values: Entered, then?: (id: string) => void): void =>
  life.on(day, signedIn(life, writer), async (act) => then?.((await enterProposal(act, values, {})).id));

/** As the session would make the member. */
const signedIn = (life: Life, { id, person_id, name }: Member): Actor => ({ countyId: life.countyId, accountId: crypto.randomUUID(), personId: person_id, memberId: id, name, posts: [] });

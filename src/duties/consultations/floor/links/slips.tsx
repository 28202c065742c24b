import { page } from '#platform/http/answers.tsx';
import { cleaned } from '#platform/fields.ts';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { standing } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Act, type Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { amend, lock } from '#platform/records/write.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { LongTextField } from '#platform/ui/fields.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { NamePicker } from '#platform/ui/name-picker.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { askedTo, wasThere } from '#duties/consultations/floor/present.ts';
import { writers } from '#duties/consultations/floor/relations.ts';
import { linksOf, makeLink, type Holder } from '#duties/consultations/floor/links/links.ts';
import { vote, type Vote } from '#duties/consultations/floor/votes/record.ts';
import { askedHow } from '#duties/consultations/results/evaluations/actions.ts';
import { resultList, type ResultList } from '#duties/consultations/results/record.ts';

/** Links for those who took part: to vote without a name, or to judge the results. Made, shown and printed in one answer. */

/** So many at once; more do not sit round one table. */
const MOST = 200;

/** About what the links are. */
interface Purpose {
  title: string;
  back: { label: string; href: string };
  subject: string;
  about: { consultation_id: string; vote_id: string | null };
  /** What the person does with it, in a few words. */
  asks: string;
}

const ofVote = (row: Vote): Purpose => ({
  title: '表决链接', back: { label: '协商表决', href: `/${vote.path}/${row.id}` }, subject: row.question, about: { consultation_id: row.consultation_id, vote_id: row.id }, asks: '选赞成、反对或弃权，点“投票”。只能投一次，不记名。',
});
const ofResults = (row: ResultList): Purpose => ({
  title: '评价链接', back: { label: resultList.title, href: `/${resultList.path}/${row.id}` }, subject: row.subject, about: { consultation_id: row.consultation_id, vote_id: null }, asks: '看看提的意见办得怎样，选满意、基本满意或不满意，点“提交评价”。不记名。',
});

type Found = { kind: 'votes'; row: Vote; purpose: Purpose } | { kind: 'results'; row: ResultList; purpose: Purpose };
type Kind = Found['kind'];

const expectWriter = (visit: Visit, row: Vote | ResultList): void => {
  if (!standing(writers<Vote | ResultList>(), visit.actor, row)) throw new Problem(403, 'not_yours', '链接由本联络委工作人员或县政协办公室制作。');
};

function found(kind: Kind, row: Vote | ResultList): Found {
  if (kind === 'votes') {
    if (row.state !== 'open') throw new Problem(409, 'vote_over', '这次表决已经计票，不用再发链接。');
    return { kind, row: row as Vote, purpose: ofVote(row as Vote) };
  }
  if (['draft', 'closed', 'void'].includes(row.state)) throw new Problem(409, 'not_asked', `成果清单现在是“${resultList.states[row.state as 'draft'].label}”，纪要确认以后、销号以前才请参加的人评价。`);
  return { kind, row: row as ResultList, purpose: ofResults(row as ResultList) };
}

/** Whom to ask: those who were there, without those who have spoken. */
const choose = (kind: Kind): Handler => (visit) => look(visit, async (reading) => {
  const row = kind === 'votes' ? await get(reading, vote, visit.param('id')) : await get(reading, resultList, visit.param('id'));
  expectWriter(visit, row);
  const { purpose } = found(kind, row);
  const waiting = await notYet(reading, purpose);
  return page(visit, (
    <Desk frame={frameOf(visit)} title={purpose.title} width="narrow">
      <Head title={`制作${purpose.title}`} lead={purpose.subject} back={purpose.back} />
      <div class="card form-card">
        <Form frame={frameOf(visit)} action={frameOf(visit).here.path} form={freshForm({ holder: waiting.map(({ name }) => name) })} submit="制作链接" wholePage>
          {waiting.length > 0 && <NamePicker form={freshForm({ holder: waiting.map(({ name }) => name) })} name="holder" label="发给谁" hint="到会的都选好了，不发的点掉。有账号的人登录后，在自己的首页也能投、能评，不用等这张单子" options={waiting.map(({ name, capacity }) => ({ value: name, label: capacity ? `${name}（${capacity}）` : name }))} />}
          <LongTextField form={freshForm()} name="others" label={waiting.length > 0 ? '名单上没有的人' : '发给谁'} hint="一行写一位；没有就空着" rows={3} maxlength={2_000} />
        </Form>
      </div>
    </Desk>
  ));
});

async function notYet(reading: Reading, { about }: Purpose): Promise<Holder[]> {
  const spoken = new Set((await linksOf(reading, about)).filter(({ used }) => used).map(({ holder }) => holder));
  return (await askedTo(reading, about.consultation_id)).filter(wasThere).map(({ invitee, capacity }) => ({ name: invitee, capacity })).filter(({ name }) => !spoken.has(name));
}

interface Slip extends Holder {
  address: string;
}

const print = (kind: Kind): Handler => async (visit) => {
  const names = named(await sent(visit));
  const { slips, purpose } = await transact(visit.house, visit.actor, null, (act) => make(visit, act, kind, names));
  if (slips.length === 0) throw new Problem(422, 'nobody_waits', '所选的人都已经投过票了，不用再发。');
  return page(visit, <SlipsPage frame={frameOf(visit)} slips={slips} purpose={purpose} body={visit.county.bodyName} />);
};

function named(body: Sent): string[] {
  const ticked = (body.form?.getAll('holder') ?? []).map(String);
  const typed = (body.text('others') ?? '').split('\n');
  const names = [...new Set([...ticked, ...typed].map((name) => cleaned(name).replace(/\s+/gu, ' ')).filter(Boolean))];
  if (names.length === 0) throw new Problem(422, 'none_chosen', '还没有选人。请返回，勾选到会的人，或者一行写一位。');
  if (names.length > MOST) throw new Problem(422, 'too_many', `一次最多${MOST}位，您选了${names.length}位，请分几次。`);
  const long = names.find((name) => [...name].length > 100);
  if (long) throw new Problem(422, 'too_long', `“${long.slice(0, 20)}……”太长了，一行只写一位的姓名。`);
  return names;
}

async function make(visit: Visit, act: Act, kind: Kind, names: readonly string[]): Promise<{ slips: Slip[]; purpose: Purpose }> {
  const row = kind === 'votes' ? await lock<Vote>(act, vote, visit.param('id')) : await lock<ResultList>(act, resultList, visit.param('id'));
  expectWriter(visit, row);
  const one = found(kind, row);
  const { purpose } = one;
  const known = new Map((await askedTo(act, purpose.about.consultation_id)).map(({ invitee, capacity }) => [invitee, capacity]));
  const slips: Slip[] = [];
  for (const name of names) {
    const code = await makeLink(act, purpose.about, { name, capacity: known.get(name) ?? null });
    if (code) slips.push({ name, capacity: known.get(name) ?? null, address: `${publicOrigin(visit.context)}/meet/${visit.county.slug}/${code}` });
  }
  await tell(act, one);
  return { slips, purpose };
}

/** That links were made, and for how many: whose they are is on the slips. */
async function tell(act: Act, one: Found): Promise<void> {
  const links = await linksOf(act, one.purpose.about);
  const relation = standing(writers<Vote | ResultList>(), act.actor, one.row)!.name;
  if (one.kind === 'results') return void (await amend<ResultList>(act, resultList, one.row, { asked_n: await askedHow(act, one.row.consultation_id) }, { step: 'make_link', relation }));
  if (links.length > one.row.asked_n) throw new Problem(422, 'too_many', `应到${one.row.asked_n}人，链接却有${links.length}个，请核对发给谁。`);
  await amend<Vote>(act, vote, one.row, {}, { step: 'make_link', relation });
}

const message = ({ name, address }: Slip, { subject, asks }: Purpose): string => `${name}：您好！“${subject}”，请打开：${address} ${asks}`;

const SlipsPage = ({ frame, slips, purpose, body }: { frame: Frame; slips: readonly Slip[]; purpose: Purpose; body: string }) => (
  <PaperPage frame={frame} title={purpose.title} size="a5" back={purpose.back}>
    <Remark>
      共{slips.length}份。离开本页后不能再看到，请现在复制或打印。给同一个人重新制作，原来的就作废。
      <details>
        <summary>微信、短信可以用的话</summary>
        <ul class="plain">{slips.map((slip) => <li>{message(slip, purpose)}</li>)}</ul>
      </details>
    </Remark>
    {slips.map((slip) => (
      <SheetOfPaper
        size="a5" from={body} title={`请${slip.name}${purpose.about.vote_id ? '表决' : '评价'}`} address={slip.address} qrLabel={`${slip.name}的二维码`}
        steps={[<strong>{purpose.subject}</strong>, '用您自己的手机，微信“扫一扫”扫上面的码，不用登录。', purpose.asks]}
        foot="只给您本人用，请不要转给别人。不会用手机的，填纸上的票交给工作人员也一样。"
      />
    ))}
  </PaperPage>
);

export function mountSlips(site: Site): void {
  for (const [kind, { path }] of [['votes', vote], ['results', resultList]] as const) {
    site.add({ method: 'GET', path: `/${path}/:id/slips`, handle: choose(kind) });
    site.add({ method: 'POST', path: `/${path}/:id/slips`, handle: print(kind) });
  }
}

import { page } from '#platform/http/answers.tsx';
import { sent, type Sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { Problem } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { printedDay } from '#platform/time.ts';
import type { Frame } from '#platform/ui/frame.ts';
import { Remark } from '#platform/ui/notice.tsx';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { holdProposal, subjectOf } from '#duties/proposals/handled.ts';
import { expectIndependent } from '#duties/proposals/ratings/independence.ts';
import { makeLink } from '#duties/proposals/ratings/links.ts';
import { listUnrated } from '#duties/proposals/ratings/waiting.ts';

/** So many proposals at once; a proposal has a few signers. */
const MOST_AT_ONCE = 50;

interface Slip {
  rater: string;
  subject: string;
  until: string | null;
  address: string;
}

/** Makes and shows the links in one answer: the codes are kept nowhere, so there is no page to go to. */
const print: Handler = async (visit) => {
  if (!holds(visit.actor, 'county_office')) throw new Problem(403, 'not_yours', '评价链接由县政协办公室制作。');
  const ids = ticked(await sent(visit));
  const slips = await transact(visit.house, visit.actor, null, (act) => make(visit, act, ids));
  if (slips.length === 0) throw new Problem(422, 'nobody_waits', '所选的提案没有等着评价的人。请返回刷新后再选。');
  return page(visit, <SlipsPage frame={frameOf(visit)} slips={slips} body={visit.county.bodyName} />);
};

function ticked(body: Sent): string[] {
  const ids = [...new Set(body.form?.getAll('id') ?? [])].filter((id): id is string => typeof id === 'string' && isId(id));
  if (ids.length === 0) throw new Problem(422, 'none_chosen', '还没有勾选提案。请返回列表，在提案前打勾后再点一次。');
  if (ids.length > MOST_AT_ONCE) throw new Problem(422, 'too_many', `一次最多选${MOST_AT_ONCE}件，您选了${ids.length}件，请分几次。`);
  return ids;
}

async function make(visit: Visit, act: Act, ids: readonly string[]): Promise<Slip[]> {
  const base = `${publicOrigin(visit.context)}/rate/${visit.county.slug}`;
  const slips: Slip[] = [];
  for (const { row, round, until, waiting } of await listUnrated(act, ids)) {
    expectIndependent(act.actor, row);
    const held = await holdProposal(act, row.id);
    for (const rater of waiting) slips.push({ rater: rater.rater, subject: subjectOf(row), until, address: `${base}/${await makeLink(act, held, round, rater)}` });
  }
  return slips;
}

const message = ({ rater, subject, until, address }: Slip): string =>
  `${rater}：您好！您提出（联名）的提案“${subject}”已经答复，请您评价，不用登录：${address}${until ? ` （${printedDay(until)}前有效）` : ''}`;

/** For whoever has a telephone a message to copy, for whoever has not a sheet with a code. */
const SlipsPage = ({ frame, slips, body }: { frame: Frame; slips: readonly Slip[]; body: string }) => (
  <PaperPage frame={frame} title="评价单" size="a5" back={{ label: '评价督促', href: '/ratings/board' }}>
    <Remark>
      共{slips.length}份。离开本页后不能再看到，请现在复制或打印。一个链接只给本人用一次；给同一个人重新制作，原来的就作废。
      <details>
        <summary>微信、短信可以用的话</summary>
        <ul class="plain">{slips.map((slip) => <li>{message(slip)}</li>)}</ul>
      </details>
    </Remark>
    {slips.map((slip) => (
      <SheetOfPaper
        size="a5"
        from={body}
        title={`请${slip.rater}评价答复`}
        address={slip.address}
        qrLabel={`${slip.rater}的评价二维码`}
        steps={[<>提案：<strong>{slip.subject}</strong></>, '用您自己的手机，微信“扫一扫”扫上面的码，不用登录。', '对办理工作、办理结果各选一个，点“提交评价”。']}
        foot={`只给您本人用，只能用一次${slip.until ? `，${printedDay(slip.until)}前有效` : ''}。请不要转给别人，也不要请承办单位的同志代点。不会用手机的，写在纸上签名交给县政协办公室也一样。`}
      />
    ))}
  </PaperPage>
);

export const mountSlips = (site: Site): void => site.add({ method: 'POST', path: '/ratings/slips', handle: print });

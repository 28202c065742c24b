import { committee, type Committee } from '#institutions/committees/record.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { all, is } from '#platform/predicate.ts';
import { get, list } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { LongTextField } from '#platform/ui/fields.tsx';
import { freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';

/** More villages than this no township has, nor more members a place. */
const MOST_SHEETS = 100;

/** One sheet for a wall, with what its code says of whoever scans it. */
interface Poster {
  /** Whose it is, on the sheet. */
  from: string;
  m?: string;
  v?: string;
}

async function poster(visit: Visit): Promise<Response> {
  const { at, members } = await placeOf(visit);
  const base = `${publicOrigin(visit.context)}/r/${visit.county.slug}/${at.id}`;
  return page(visit, <PostersPage frame={frameOf(visit)} at={at} base={base} posters={postersOf(visit, at, members)} />);
}

const placeOf = (visit: Visit): Promise<{ at: Committee; members: Member[] }> =>
  look(visit, async (reading) => {
    const at = await get(reading, committee, visit.param('id'));
    const stationed = all(is<Member>('state', 'current'), is<Member>('committee_id', at.id));
    return { at, members: await list(reading, member, { where: stationed, order: [{ column: 'name_key' }], limit: MOST_SHEETS }) };
  });

/** The committee's own; or one for a member, for all members, or for each village named. */
function postersOf({ query }: Visit, { name }: Committee, members: readonly Member[]): Poster[] {
  const villages = [...new Set(query.getAll('v').flatMap((typed) => typed.split(/[\n、，,]/u)).map((one) => one.trim().slice(0, 100)).filter(Boolean))].slice(0, MOST_SHEETS);
  if (villages.length > 0) return villages.map((v) => ({ from: `${name} · ${v}`, v }));
  const wanted = query.get('m');
  const scanned = wanted === 'all' ? members : members.filter(({ id }) => id === wanted);
  return scanned.length > 0 ? scanned.map((one) => ({ from: `县政协委员 ${one.name}`, m: one.id })) : [{ from: name }];
}

const codeOf = (base: string, { m, v }: Poster): string => {
  const query = new URLSearchParams({ ...(m ? { m } : {}), ...(v ? { v } : {}) });
  return query.size > 0 ? `${base}?${query}` : base;
};

/** Hangs on the wall of the township hall, the villages, a member's workplace. */
const PostersPage = ({ frame, at, base, posters }: { frame: Frame; at: Committee; base: string; posters: readonly Poster[] }) => (
  <PaperPage frame={frame} title={`${at.place}扫码反映海报`} size="a4" back={{ label: '选海报', href: `/committees/${at.id}/posters` }}>
    {posters.map((one) => (
      <SheetOfPaper
        size="a4"
        from={one.from}
        title="有事您说话"
        address={codeOf(base, one)}
        qrLabel="扫码反映"
        steps={['用微信或手机浏览器扫上面的码', one.v ? '说一件事，不用登录' : '说一件事，写上在哪个村', '记下回执号，凭它查进展']}
        foot="不用登录，不查身份，电话可以不留。不会用手机的，请找村干部、政协委员或联络委工作人员代您填写。紧急求助请拨110，举报请拨12388，政务热线12345。"
      />
    ))}
  </PaperPage>
);

/** Which poster: the committee's, each member's, each village's. */
async function choose(visit: Visit): Promise<Response> {
  const { at, members } = await placeOf(visit);
  const action = `/committees/${at.id}/poster`;
  return page(visit, (
    <Desk frame={frameOf(visit)} title="扫码海报" width="narrow">
      <Head title="扫码海报" lead={`${at.name}：贴在哪里，就印哪一种。扫码的人不用登录。`} back={{ label: '民情台账', href: '/ledger' }} main={{ label: '打印联络委的', href: action, icon: 'print' }} />
      <Section title="每个村（社区）一张">
        <p class="quiet">扫村里的码，“在哪个村”已经填好。一行写一个村名。</p>
        <form class="form" method="get" action={action} data-turbo="false">
          <LongTextField form={freshForm()} name="v" label="村（社区）" required rows={4} />
          <div class="form-actions"><button type="submit" class="btn">打印村里的</button></div>
        </form>
      </Section>
      <Section title="每名委员一张" count={members.length} action={members.length > 1 && <a class="btn btn-quiet" href={`${action}?m=all`}>打印全部</a>}>
        <p class="quiet">扫委员的码，这件事由他转交，台账里记着；委员能看到事，看不到反映人。</p>
        <ul class="links">{members.map(({ id, name }) => <li><a href={`${action}?m=${id}`}>{name}</a></li>)}</ul>
      </Section>
    </Desk>
  ));
}

export function mountPosters(site: Site): void {
  site.add({ method: 'GET', path: '/committees/:id/poster', handle: poster });
  site.add({ method: 'GET', path: '/committees/:id/posters', handle: choose });
}

import { printedDay, dayOf } from '#platform/time.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';

/** One calendar that can be subscribed to: the own one, or that of a committee. */
export interface Offered {
  title: string;
  /** What the form sends: empty for the own one. */
  committee: string;
  madeAt?: Date;
  /** Shown once, right after it was made. */
  address?: string;
}

export function FeedPage({ frame, offered, back }: { frame: Frame; offered: Offered[]; back: { label: string; href: string } }) {
  return (
    <Desk frame={frame} title="订阅履职日历" width="narrow">
      <Head title="订阅履职日历" lead="把下面的地址加到手机或电脑的日历里，到期的事和活动会自动出现，取消的会自动取消。" back={back} />
      {offered.map((one) => <One frame={frame} one={one} />)}
      <p class="quiet">地址就是钥匙：拿到的人都能看到日历。只自己用，不要转发；泄露了就换一个新地址，旧的立刻失效。</p>
    </Desk>
  );
}

function One({ frame, one: { title, committee, madeAt, address } }: { frame: Frame; one: Offered }) {
  return (
    <Section title={title}>
      {address && (
        <>
          <p>请现在就复制，离开本页后不再显示：</p>
          <p class="feed-address"><a href={address} data-turbo="false">{address}</a></p>
        </>
      )}
      {!address && <p class="quiet">{madeAt ? `现用地址是${printedDay(dayOf(madeAt))}开通的。忘了地址，换一个新的即可。` : '还没有开通。'}</p>}
      <div class="form-actions">
        <FeedAct frame={frame} committee={committee} action="/duty-calendar/feed" label={madeAt ? '换新地址' : '开通'} main={!madeAt} />
        {madeAt && <FeedAct frame={frame} committee={committee} action="/duty-calendar/feed/revocation" label="停用" />}
      </div>
    </Section>
  );
}

function FeedAct({ frame, committee, action, label, main = false }: { frame: Frame; committee: string; action: string; label: string; main?: boolean }) {
  return (
    <form method="post" action={action} data-turbo="false">
      <CsrfInput csrf={frame.csrf} />
      <input type="hidden" name="committee" value={committee} />
      <button type="submit" class={main ? 'btn btn-primary' : 'btn'}>{label}</button>
    </form>
  );
}

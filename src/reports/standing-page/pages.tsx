import type { Child } from 'hono/jsx';
import type { Committee } from '#institutions/committees/record.ts';
import type { Frame } from '#platform/ui/frame.ts';
import { PaperPage, SheetOfPaper } from '#platform/ui/paper.tsx';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { QrCode } from '#platform/ui/qr.tsx';
import type { PublicCommittee } from '#reports/standing-page/shown.ts';

/** Addresses of a committee that anybody may open. */
export interface Addresses {
  /** This page. */
  page: string;
  /** Where residents report. */
  report: string;
}

/** All committees of the county, for those who come without the code. */
export const CommitteesPage = ({ frame, base, committees, proposals }: { frame: Frame; base: string; committees: readonly Committee[]; proposals: string }) => (
  <PublicPage frame={frame} title="政协联络委" lead="请选您所在的乡镇（街道）。">
    <SheetCard>
      {committees.length === 0 && <p>本县还没有设立联络委。</p>}
      <ul class="choices">{committees.map(({ id, place }): Child => <li><a class="btn" href={`${base}/${id}`}>{place}</a></li>)}</ul>
    </SheetCard>
    <p class="sheet-other"><a class="btn" href={proposals}>看公开的提案</a></p>
  </PublicPage>
);

/** Who is there, where and when, what was done, how to report, and what is to be talked over. */
export const CommitteePage = ({ frame, at, report, topics }: { frame: Frame; at: PublicCommittee; report: string; topics: string }) => (
  <PublicPage frame={frame} title={at.name} lead={at.words ?? '听民意、议民事、办实事。'}>
    <SheetCard title="找到我们">
      <dl class="standing-facts">
        <Fact label="办公地点" value={at.address} />
        <Fact label="接待时间" value={at.hours} />
        {at.phone && <Fact label="办公电话" value={<a href={`tel:${at.phone}`}>{at.phone}</a>} />}
        {at.people.map(({ post, name }): Child => <Fact label={post} value={name} />)}
        {at.participants.map(({ kind, count, names }): Child => <Fact label={kind} value={`${count}名${names.length > 0 ? `：${names.join('、')}${names.length < count ? '等' : ''}` : ''}`} />)}
      </dl>
    </SheetCard>
    {at.done.length > 0 && (
      <SheetCard title={`${at.year}年做了什么`}>
        <dl class="standing-facts">
          {at.done.map(({ label, value, unit, definition }): Child => <Fact label={label} value={`${value}${unit}`} about={definition} />)}
        </dl>
      </SheetCard>
    )}
    <p class="sheet-other"><a class="btn btn-primary" href={report}>我要反映</a> <a class="btn" href={topics}>我有事想商量</a></p>
  </PublicPage>
);

const Fact = ({ label, value, about }: { label: string; value: Child; about?: string }) => (
  <div title={about}>
    <dt>{label}</dt>
    <dd>{value ?? '待公布'}</dd>
  </div>
);

/** An A4 slip to hand out or pin up: the committee's public page. */
export const SlipPage = ({ frame, at, addresses }: { frame: Frame; at: PublicCommittee; addresses: Addresses }) => (
  <PaperPage frame={frame} title={`${at.place}联络委信息单`} size="a4" back={{ label: '联络委', href: `/committees/${at.id}` }}>
    <SheetOfPaper
      size="a4"
      from={frame.county.name}
      title={at.name}
      address={addresses.page}
      qrLabel="扫码看联络委公开信息"
      steps={[...at.people.slice(0, 2).map(({ post, name }) => `${post}：${name}`), `办公地点：${at.address ?? '待公布'}`, `接待时间：${at.hours ?? '待公布'}`].slice(0, 4)}
      foot="扫码看联络委有谁、在哪里、做了什么，不用登录。要反映事情，请扫墙上的“有事您说话”，或找联络委工作人员代您填写。"
    />
  </PaperPage>
);

/** The plaque beside the door: the name, and both codes. */
export const PlaquePage = ({ frame, at, addresses }: { frame: Frame; at: PublicCommittee; addresses: Addresses }) => (
  <PaperPage frame={frame} title={`${at.place}联络委门牌`} size="a4" back={{ label: '联络委', href: `/committees/${at.id}` }}>
    <article class="paper paper-a4 plaque">
      <p class="paper-from">{frame.county.name}</p>
      <h1>{at.name}</h1>
      <div class="plaque-codes">
        <Code address={addresses.report} label="有事您说话" note="扫码反映，不用登录" />
        <Code address={addresses.page} label="联络委公开信息" note="有谁、在哪里、做了什么" />
      </div>
      <p class="plaque-hours">{at.hours ? `接待时间：${at.hours}` : '接待时间请见公开页'}</p>
    </article>
  </PaperPage>
);

const Code = ({ address, label, note }: { address: string; label: string; note: string }) => (
  <div>
    <QrCode text={address} label={label} />
    <p class="plaque-label">{label}</p>
    <p>{note}</p>
    <p class="paper-address">{address}</p>
  </div>
);

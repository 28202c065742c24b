import type { PropsWithChildren } from 'hono/jsx';
import { assetAddress } from './assets.ts';
import { Page, SkipLink } from './document.tsx';
import { addressOf, currentHref, type Frame, frameAddresses, type MenuGroup, type MenuItem } from './frame.ts';
import { Icon, type IconName } from './icons.tsx';
import { labels } from './labels.ts';
import { Languages } from './languages.tsx';
import { NoticeBar } from './notice.tsx';
import { weekendsOnly, WorkDays } from './work-days.ts';

export interface DeskProps {
  frame: Frame;
  title: string;
  /** Narrow pages (forms, notices) keep a reading width; wide ones use the whole desk. */
  width?: 'narrow' | 'wide';
  /** The page tells how far something is: seconds until it looks again, where no script does. */
  again?: number;
}

/**
 * The desk frame: left menu, top bar, content. Below 768 px the same markup becomes the phone frame: the menu opens
 * as a sheet (`#menu` is shown while it is the target), and four tabs stand at the bottom.
 */
export function Desk({ frame, title, width = 'wide', again, children }: PropsWithChildren<DeskProps>) {
  return (
    <Page title={title} site={frame.county.name} elder={frame.elder} contrast={frame.contrast} csrf={frame.csrf} look="desk" bodyClass="frame" again={again}>
      <SkipLink />
      <TopBar frame={frame} />
      <Menu frame={frame} />
      <div class="frame-content">
        {frame.county.invented && <InventedBanner />}
        <main id="content" class={`content content-${width}`} tabindex={-1}>
          <ReadAloud />
          <NoticeBar notice={frame.notice} />
          {frame.person && <OutboxBar person={frame.person.id} />}
          <WorkDays.Provider value={frame.county.workDays ?? weekendsOnly}>{children}</WorkDays.Provider>
        </main>
        <footer class="frame-foot">
          <span>{frame.county.name}</span>
          <a href={frame.feedback}>
            <Icon name="feedback" />
            {labels.feedback}
          </a>
          <Languages frame={frame} />
        </footer>
      </div>
      <Tabs frame={frame} />
    </Page>
  );
}

/** What waits in this browser for a network is sent from whichever page is open; shown only while something waits. */
const OutboxBar = ({ person }: { person: string }) => (
  <outbox-bar data-person={person} data-waiting={labels.outboxWaiting} data-stuck={labels.outboxStuck} data-drafts={labels.outboxDrafts} hidden />
);

/** Says plainly, on every page, that nothing here is real. */
export function InventedBanner() {
  return (
    <aside class="invented" aria-label={labels.inventedNote}>
      <Icon name="info" />
      <span>{labels.invented}</span>
    </aside>
  );
}

/** The product's sign: two banks, one bridge. */
export function Sign() {
  return <img class="sign" src={assetAddress('icon.svg')} alt="" width="34" height="34" />;
}

function TopBar({ frame }: { frame: Frame }) {
  return (
    <header class="top-bar">
      <a class="brand" href={frameAddresses.home}>
        <Sign />
        <span class="brand-words">
          <span class="brand-name">{labels.product}</span>
          <span class="brand-county">{frame.county.name}</span>
        </span>
      </a>
      {frame.person && (
        <form class="top-search" action={frameAddresses.search} method="get" role="search">
          <Icon name="search" />
          <input type="search" name="q" aria-label={labels.search} placeholder={labels.searchHint} maxlength={50} />
        </form>
      )}
      <div class="top-tools">
        <ElderToggle frame={frame} />
        {frame.person && <WhoAmI person={frame.person} />}
        {frame.person && <LeaveButton csrf={frame.csrf} />}
      </div>
    </header>
  );
}

/** 大字 and 高对比: plain forms, so that they work without script; `<display-toggle>` makes the change at once. */
export const ElderToggle = ({ frame }: { frame: DisplayedFrame }) => (
  <DisplayToggle frame={frame} name="elder" on={frame.elder} icon="bigType" words={{ on: labels.bigType, off: labels.normalType }} />
);

export const ContrastToggle = ({ frame }: { frame: DisplayedFrame }) => (
  <DisplayToggle frame={frame} name="contrast" on={frame.contrast ?? false} icon="contrast" words={{ on: labels.moreContrast, off: labels.normalContrast }} />
);

/** The page read out by the machine's own voice: beside large type, and only where the machine has one. */
export const ReadAloud = () => (
  <read-aloud data-start={labels.readAloud} data-stop={labels.readStop} hidden>
    <button type="button" class="btn">
      <Icon name="readAloud" />
      <span>{labels.readAloud}</span>
    </button>
  </read-aloud>
);

/** At the first entry: whoever cannot read the page well does not look for a setting (MIIT's specification for elders). Asked once. */
export const TypeQuestion = ({ frame }: { frame: Pick<Frame, 'here' | 'csrf'> }) => (
  <type-question>
    <aside aria-label={labels.typeQuestion}>
      <form method="post" action={frameAddresses.elder} data-turbo="false" class="type-question">
        {frame.csrf && <input type="hidden" name="csrf" value={frame.csrf} />}
        <input type="hidden" name="back" value={addressOf(frame.here)} />
        <span>{labels.typeQuestion}</span>
        <button type="submit" class="btn" name="elder" value="1">{labels.typeLarger}</button>
        <button type="submit" class="btn" name="elder" value="0">{labels.typeGood}</button>
      </form>
    </aside>
  </type-question>
);

type DisplayedFrame = Pick<Frame, 'elder' | 'contrast' | 'csrf' | 'here'>;

interface DisplayToggleProps {
  frame: DisplayedFrame;
  name: 'elder' | 'contrast';
  on: boolean;
  icon: IconName;
  /** What the button says to switch it on, and off again. */
  words: { on: string; off: string };
}

function DisplayToggle({ frame, name, on, icon, words }: DisplayToggleProps) {
  return (
    <display-toggle>
      <form method="post" action={frameAddresses[name]} data-turbo="false" data-name={name} data-on={words.on} data-off={words.off}>
        {frame.csrf && <input type="hidden" name="csrf" value={frame.csrf} />}
        <input type="hidden" name={name} value={on ? '0' : '1'} />
        <input type="hidden" name="back" value={addressOf(frame.here)} />
        <button type="submit" class="tool">
          <Icon name={icon} />
          <span>{on ? words.off : words.on}</span>
        </button>
      </form>
    </display-toggle>
  );
}

function WhoAmI({ person }: { person: NonNullable<Frame['person']> }) {
  return (
    <a class="tool who" href={frameAddresses.me}>
      <Icon name="person" />
      <span class="who-words">
        <span class="who-name">{person.name}</span>
        {person.post && <span class="who-post">{person.post}</span>}
      </span>
    </a>
  );
}

function LeaveButton({ csrf }: { csrf?: string }) {
  return (
    <form method="post" action={frameAddresses.leave} data-turbo="false" class="leave">
      {csrf && <input type="hidden" name="csrf" value={csrf} />}
      <button type="submit" class="tool">
        <Icon name="leave" />
        <span>{labels.leave}</span>
      </button>
    </form>
  );
}

function Menu({ frame }: { frame: Frame }) {
  const entries = frame.menu.flatMap(({ href, items = [] }) => [...(href === undefined ? [] : [{ href }]), ...items]);
  const current = currentHref(entries, frame.here.path);
  return (
    <nav id="menu" class="menu" aria-label={labels.mainMenu} tabindex={-1}>
      <div class="menu-head">
        <span>{labels.menu}</span>
        <a class="tool" href="#content" data-turbo="false">
          <Icon name="close" />
          <span>{labels.menuClose}</span>
        </a>
      </div>
      <ul class="menu-groups">
        {frame.menu.map((group) => (
          <Group group={group} current={current} />
        ))}
      </ul>
      {frame.person && <LeaveButton csrf={frame.csrf} />}
    </nav>
  );
}

function Group({ group, current }: { group: MenuGroup; current?: string }) {
  if (group.href !== undefined) {
    return (
      <li class="menu-group">
        <MenuLink item={{ label: group.label, href: group.href }} icon={group.icon} current={current} />
      </li>
    );
  }
  const items = group.items ?? [];
  return (
    <li class="menu-group">
      <details open={items.some((item) => item.href === current)}>
        <summary>
          <Icon name={group.icon} />
          <span>{group.label}</span>
          <Icon name="down" class="turn" />
        </summary>
        <ul>
          {items.map((item) => (
            <>
              {item.caption && <li class="menu-caption">{item.caption}</li>}
              <li>
                <MenuLink item={item} current={current} />
              </li>
            </>
          ))}
        </ul>
      </details>
    </li>
  );
}

function MenuLink({ item, icon, current }: { item: MenuItem; icon?: MenuGroup['icon']; current?: string }) {
  return (
    <a class="menu-link" href={item.href} aria-current={item.href === current ? 'page' : undefined}>
      {icon && <Icon name={icon} />}
      <span>{item.label}</span>
      <Count count={item.count} />
    </a>
  );
}

function Count({ count }: { count?: number }) {
  return count ? <span class="count">{count.toLocaleString('zh-CN')}</span> : null;
}

function Tabs({ frame }: { frame: Frame }) {
  if (frame.tabs.length === 0) return null;
  const current = currentHref(frame.tabs, frame.here.path);
  return (
    <nav class="tabs" aria-label={labels.tabs}>
      {frame.tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.href === current ? 'page' : undefined}>
          <Icon name={tab.icon} />
          <span>{tab.label}</span>
          <Count count={tab.count} />
        </a>
      ))}
      <a href="#menu" data-turbo="false">
        <Icon name="menu" />
        <span>{labels.menu}</span>
      </a>
    </nav>
  );
}

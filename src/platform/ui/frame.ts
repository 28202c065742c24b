import type { WorkCalendar } from '#platform/working-days.ts';
import type { IconName } from './icons.tsx';

/** The address being shown: path without query, and the query as the browser sent it. */
export interface Here {
  path: string;
  query: URLSearchParams;
}

export interface MenuItem {
  label: string;
  href: string;
  /** Further addresses whose pages stand under this entry. */
  contains?: string[];
  /** Number of things waiting behind this entry; not drawn when zero. */
  count?: number;
  /** Drawn over this entry: the part of its group that begins with it. */
  caption?: string;
}

/** A group of the left menu: either a single link (`href`) or a heading with items. */
export interface MenuGroup {
  label: string;
  icon: IconName;
  href?: string;
  items?: MenuItem[];
}

export interface Tab extends MenuItem {
  icon: IconName;
}

/** A message carried over one redirect. */
export interface Notice {
  tone: 'good' | 'info' | 'warning';
  sentence: string;
  /** A next place to go, when there is one. */
  link?: { label: string; href: string };
}

/** Everything a page knows about who is looking at it; made once per request by the http layer. */
export interface Frame {
  county: { name: string; invented: boolean; workDays?: WorkCalendar };
  /** Absent before log-in. */
  person?: { id: string; name: string; post?: string };
  menu: MenuGroup[];
  tabs: Tab[];
  here: Here;
  /** 长辈版: large type and large targets. */
  elder: boolean;
  /** Nobody has told this browser yet which type is wanted: it is asked once, where one comes in. */
  typeUnknown?: boolean;
  /** 高对比度. */
  contrast?: boolean;
  csrf?: string;
  /** The further languages that are spoken here (decision 44). */
  languages?: readonly string[];
  notice?: Notice;
  /** 提意见: stands on every page (ux R11); whoever is signed in is answered in the program, others need no account. */
  feedback: string;
}

/** Addresses the frame itself links to; the http layer mounts them. */
export const frameAddresses = {
  home: '/',
  me: '/me',
  search: '/search',
  elder: '/display/elder',
  contrast: '/display/contrast',
  language: '/display/language',
  logIn: '/login',
  leave: '/logout',
} as const;

/** The address of the entry that contains `path`: the one of which an address is the longest that is the path itself or one of its parents. */
export function currentHref(entries: readonly Pick<MenuItem, 'href' | 'contains'>[], path: string): string | undefined {
  const addresses = entries.flatMap(({ href, contains = [] }) => [href, ...contains].map((address) => ({ href, address })));
  const containing = addresses.filter(({ address }) => path === address || (address !== '/' && path.startsWith(`${address}/`)));
  return containing.sort((a, b) => b.address.length - a.address.length)[0]?.href;
}

/** The address as it was asked. */
export const addressOf = ({ path, query }: Here): string => (query.size === 0 ? path : `${path}?${query}`);

/**
 * The current address with some query values replaced; `undefined` removes a value. The page number is dropped
 * unless it is given, because other filters make another list.
 */
export function addressWith(here: Here, changes: Record<string, string | undefined>): string {
  const query = new URLSearchParams(here.query);
  query.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  return addressOf({ path: here.path, query });
}

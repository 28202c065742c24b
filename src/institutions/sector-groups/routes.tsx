import { mountResource } from '#platform/http/mount-resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { namedRegister } from '#institutions/named-register.tsx';
import { sectorGroup, sectorGroupFields, type SectorGroup } from '#institutions/sector-groups/record.ts';

export const mount = (site: Site): void => mountResource(site, namedRegister<SectorGroup>(sectorGroup, sectorGroupFields, '还没有登记界别小组。请按本届的界别活动小组逐个登记，或从委员名册导入。'));

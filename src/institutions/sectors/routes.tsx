import { mountResource } from '#platform/http/mount-resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { namedRegister } from '#institutions/named-register.tsx';
import { sector, sectorFields, type Sector } from '#institutions/sectors/record.ts';

export const mount = (site: Site): void => mountResource(site, namedRegister<Sector>(sector, sectorFields, '还没有登记界别。请按本届的界别设置逐个登记，或从委员名册导入。'));

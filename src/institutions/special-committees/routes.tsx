import { mountResource } from '#platform/http/mount-resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { namedRegister } from '#institutions/named-register.tsx';
import { specialCommittee, specialCommitteeFields, type SpecialCommittee } from '#institutions/special-committees/record.ts';

export const mount = (site: Site): void => mountResource(site, namedRegister<SpecialCommittee>(specialCommittee, specialCommitteeFields, '还没有登记专委会。请按县政协的专委会设置逐个登记，或从委员名册导入。'));

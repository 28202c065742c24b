import { Desk } from '#platform/ui/desk.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import type { Member } from '#institutions/members/record.ts';
import type { Term } from '#institutions/terms/record.ts';

interface RosterProps {
  frame: Frame;
  next: Term;
  candidates: Member[];
  nominated: number;
  /** Names by id: two people of one name are told apart by what they belong to. */
  sectors: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
}

/** Who of the current term stays for the next: tick and send; those already nominated are gone from the list. */
export const RosterPage = ({ frame, next, candidates, nominated, sectors, places }: RosterProps) => (
  <Desk frame={frame} title={`第${next.number}届续任人选`}>
    <Head
      title={`第${next.number}届续任人选`}
      lead={`已有人选${nominated}人。在下面的本届委员前打勾，再点“列入下届人选”；界别、专委会、小组和所属联络委照本届带过去，以后可以逐位修改。`}
      back={{ label: `第${next.number}届`, href: `/terms/${next.id}` }}
    />
    <Table<Member>
      caption="本届委员中还没有列入下届人选的"
      rows={candidates}
      id={({ id }) => id}
      href={({ id }) => `/members/${id}`}
      csrf={frame.csrf}
      batch={{ action: `/terms/${next.id}/roster`, acts: [{ name: 'nominate', label: '列入下届人选' }] }}
      columns={[
        { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title' },
        { key: 'sector', label: '界别', cell: ({ sector_id }) => sectors.get(sector_id ?? '') ?? '' },
        { key: 'place', label: '所属联络委', cell: ({ committee_id }) => places.get(committee_id ?? '') ?? '', tight: true },
        { key: 'affiliation', label: '党派', cell: ({ affiliation }) => affiliation ?? '', tight: true },
        { key: 'standing', label: '常委', cell: ({ standing }) => (standing ? '是' : ''), tight: true },
        { key: 'joined_on', label: '任职日期', cell: ({ joined_on }) => joined_on ?? '', tight: true },
      ]}
    />
  </Desk>
);

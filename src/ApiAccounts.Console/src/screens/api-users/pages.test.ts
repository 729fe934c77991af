import { expect, it } from 'vitest';
import type { OverviewPage, OverviewWindow } from './calls';
import { rowOf } from './fakes';
import { OverviewPages } from './pages';
import type { OverviewQuery } from './query';

/** A server with 5,000 rows that begins a read with each first page. Each read is a second later than the one before. */
class Server {
  readonly asked: string[] = [];
  ids = Array.from({ length: 5000 }, (_, index) => `id ${index}`);
  reads = 0;
  failure: Error | null = null;
  requests = 0;

  page = async (query: OverviewQuery, page: number, pageSize: number): Promise<OverviewPage> => {
    this.asked.push(`${query.search ?? ''}${page}/${pageSize}`);
    if (this.failure) throw this.failure;
    if (page === 0) this.reads++;
    return this.part(page, pageSize, this.reads);
  };

  window = async (_: OverviewQuery, page: number, pageSize: number): Promise<OverviewWindow> => {
    this.asked.push(`days of ${page}/${pageSize}`);
    if (this.failure) throw this.failure;
    const part = this.part(page, pageSize, 30);
    return { ...part, daily: new Map(part.list.map((row) => [row.apiUserId, [1, this.requests]])) };
  };

  private part(page: number, pageSize: number, read: number): OverviewPage {
    const list = this.ids.slice(page * pageSize, (page + 1) * pageSize).map((id) => rowOf(id, { requestsLast30Days: this.requests }));
    return { asOf: atRead(read), total: this.ids.length, list };
  }
}

const atRead = (read: number) => `2026-12-01T12:00:${String(read).padStart(2, '0')}Z`;

async function shown() {
  const server = new Server();
  let now = 0;
  const pages = new OverviewPages(server, () => now);
  await pages.show({});
  server.asked.length = 0;
  return {
    server,
    pages,
    rowAt: (index: number) => pages.current().snapshot?.rowAt(index)?.apiUserId,
    pass: (minutes: number) => {
      now += minutes * 60_000;
    },
  };
}

it('loads the page that is in sight, once', async () => {
  const { server, pages, rowAt } = await shown();
  await pages.look({ first: 2990, last: 2999 });
  await pages.look({ first: 2980, last: 2999 });
  expect(server.asked).toEqual(['2/1000']);
  expect(rowAt(2990)).toBe('id 2990');
  expect(rowAt(1500)).toBeUndefined();
});

it('does not load what was scrolled past', async () => {
  const { server, pages } = await shown();
  const scrolled = [
    pages.look({ first: 1000, last: 1010 }),
    pages.look({ first: 2000, last: 2010 }),
    pages.look({ first: 4000, last: 4010 }),
  ];
  await Promise.all(scrolled);
  expect(server.asked).toEqual(['1/1000', '4/1000']);
});

it('takes new values over where the rows are, and counts the others', async () => {
  const { server, pages, rowAt } = await shown();
  server.requests = 7;
  server.ids.unshift('new');
  await pages.refresh();
  expect(server.asked).toEqual(['days of 0/100']);
  expect(pages.current().changes).toBe(1);
  expect(rowAt(0)).toBe('id 0');
  expect(pages.current().snapshot?.rowAt(0)?.requestsLast30Days).toBe(7);
});

it('shows new rows at the top when asked to', async () => {
  const { server, pages, rowAt } = await shown();
  server.ids.unshift('new');
  await pages.refresh();
  await pages.reload();
  expect(rowAt(0)).toBe('new');
  expect(pages.current()).toMatchObject({ changes: 0, moved: { by: 0 } });
});

it('keeps the first row in sight in its place when the rows above it change', async () => {
  const { server, pages, rowAt } = await shown();
  await pages.look({ first: 2500, last: 2520 });
  server.ids.unshift('new', 'newer');
  await pages.reload();
  expect(pages.current().moved).toEqual({ by: 2 });
  expect(rowAt(2502)).toBe('id 2500');
});

it('goes on with the read of its pages after a refresh', async () => {
  const { server, pages } = await shown();
  await pages.refresh();
  server.asked.length = 0;
  await pages.look({ first: 995, last: 1005 });
  expect(server.asked).toEqual(['1/1000']);
});

it('reads the days of the rows in sight when the scrolling rests, once', async () => {
  const { server, pages } = await shown();
  await pages.look({ first: 95, last: 110 });
  await pages.rest();
  await pages.look({ first: 90, last: 120 });
  await pages.rest();
  expect(server.asked).toEqual(['days of 0/100', 'days of 1/100']);
  expect(pages.current().daily.get('id 199')).toEqual([1, 0]);
});

it('loads the rows in sight anew when the server has forgotten the read', async () => {
  const { server, pages, pass } = await shown();
  pass(4);
  await pages.look({ first: 1000, last: 1010 });
  pass(1);
  await pages.look({ first: 2000, last: 2010 });
  expect(server.asked).toEqual(['1/1000', '0/1000', '2/1000']);
});

it('tells of a change when a page is of another read', async () => {
  const { server, pages, rowAt } = await shown();
  server.reads = 9;
  await pages.look({ first: 1000, last: 1010 });
  expect(rowAt(1000)).toBe('id 1000');
  expect(pages.current().changes).toBe(1);
});

it('shows the rows of the last query, whichever answer comes last', async () => {
  const server = new Server();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const pages = new OverviewPages({
    window: server.window,
    async page(query, page, size) {
      if (query.search === 'slow') await held;
      return server.page(query, page, size);
    },
  });
  const slow = pages.show({ search: 'slow' });
  await pages.show({ search: 'quick' });
  release();
  await slow;
  expect(pages.current().snapshot?.query).toEqual({ search: 'quick' });
});

it('keeps what is shown when a page fails, and tries again when looked at again', async () => {
  const { server, pages, rowAt } = await shown();
  server.failure = new Error('no network');
  await pages.look({ first: 1000, last: 1010 });
  expect(pages.current().error).toBe(server.failure);
  expect(rowAt(0)).toBe('id 0');
  server.failure = null;
  await pages.look({ first: 1000, last: 1010 });
  expect(pages.current().error).toBeNull();
  expect(rowAt(1000)).toBe('id 1000');
});

it('tells nobody of a refresh that brought nothing', async () => {
  const { pages } = await shown();
  await pages.refresh();
  let told = 0;
  pages.subscribe(() => told++);
  await pages.refresh();
  expect(told).toBe(0);
});

it('takes a deleted row out at once', async () => {
  const { pages, rowAt } = await shown();
  pages.remove('id 0');
  expect(rowAt(0)).toBe('id 1');
  expect(pages.current().snapshot?.count).toBe(4999);
});

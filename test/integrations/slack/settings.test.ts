// Slack's settings: which tokens and addresses are taken.
import { describe, expect, test } from 'vitest';
import { integration } from '../../../src-main/integrations/slack/index.ts';

const { config } = integration;
const read = (apiUrl: string) => config.safeParse({ token: 'xoxb-1-a', apiUrl });

describe('the token', () => {
  test.each(['xoxp-1-a', 'xapp-1-a', '', 'xoxb-', 'xoxb-1\r\nHost: evil', 'xoxb-ä'])('%j is refused', (token) => {
    const answer = config.safeParse({ token });
    expect(answer.success).toBe(false);
    expect(answer.error?.issues[0]?.message).toMatch(/xoxb-/u);
  });

  test('blanks around it are no harm, and Slack is where it goes', () => {
    expect(config.parse({ token: ' xoxb-1-a\n' })).toEqual({ token: 'xoxb-1-a', apiUrl: 'https://slack.com/api/' });
    expect(config.parse({ token: 'xoxb-1-a', apiUrl: '' }).apiUrl).toBe('https://slack.com/api/');
  });
});

describe('the address', () => {
  test.each([
    ['https://slack.example/api', 'https://slack.example/api/'],
    ['https://slack.example/api/', 'https://slack.example/api/'],
    ['http://127.0.0.1:4010/api/', 'http://127.0.0.1:4010/api/'],
    ['http://localhost:4010/api', 'http://localhost:4010/api/'],
    ['http://[::1]:4010/api', 'http://[::1]:4010/api/'],
  ])('%s is taken', (typed, url) => {
    expect(read(typed)).toMatchObject({ success: true, data: { apiUrl: url } });
  });

  test.each([
    'http://slack.com/api/',
    'http://127.0.0.1.evil.com/api/',
    'http://10.0.0.1/api/',
    'https://slack.com@evil.com/api/',
    'https://slack.com/api/?x=1',
    'ftp://slack.com/api/',
    'javascript:alert(1)',
    'slack.com',
  ])('%s is refused: the token would be heard', (typed) => {
    expect(read(typed).success).toBe(false);
  });
});

// What Statuspage's objects look like on the wire.
import {
  type Component,
  type ComponentStatus,
  type Incident,
  type IncidentUpdate,
  type Page,
  componentStatuses,
} from './page.ts';

export function pageShape(page: Page): Record<string, unknown> {
  return {
    id: page.id,
    created_at: iso(page.createdAt),
    updated_at: iso(page.createdAt),
    name: page.name,
    page_description: null,
    headline: null,
    branding: 'basic',
    subdomain: page.subdomain,
    domain: null,
    url: null,
    support_url: null,
    hidden_from_search: page.isPrivate,
    allow_page_subscribers: true,
    allow_incident_subscribers: true,
    allow_email_subscribers: true,
    allow_sms_subscribers: false,
    allow_rss_atom_feeds: true,
    allow_webhook_subscribers: true,
    viewers_must_be_team_members: page.isPrivate,
    time_zone: 'UTC',
    activity_score: 0,
  };
}

export function componentShape(page: Page, component: Component): Record<string, unknown> {
  const children = page.components.filter(({ groupId }) => groupId === component.id);
  return {
    id: component.id,
    page_id: page.id,
    group_id: component.groupId,
    created_at: iso(component.createdAt),
    updated_at: iso(component.updatedAt),
    group: component.group,
    name: component.name,
    description: component.description,
    position: component.position,
    status: component.group ? worstOf(children.map(({ status }) => status)) : component.status,
    showcase: true,
    only_show_if_degraded: false,
    automation_email: null,
    start_date: null,
    ...(component.group ? { components: children.map(({ id }) => id) } : {}),
  };
}

export function groupShape(page: Page, group: Component): Record<string, unknown> {
  return {
    id: group.id,
    page_id: page.id,
    name: group.name,
    description: group.description,
    components: page.components.filter(({ groupId }) => groupId === group.id).map(({ id }) => id),
    position: String(group.position),
    created_at: iso(group.createdAt),
    updated_at: iso(group.updatedAt),
  };
}

export function incidentShape(page: Page, incident: Incident): Record<string, unknown> {
  const affected = page.components.filter(({ id }) => incident.componentIds.includes(id));
  return {
    id: incident.id,
    page_id: page.id,
    name: incident.name,
    status: incident.status,
    created_at: iso(incident.createdAt),
    updated_at: iso(incident.updatedAt),
    monitoring_at: isoOrNull(incident.monitoringAt),
    resolved_at: isoOrNull(incident.resolvedAt),
    impact: incident.impactOverride ?? incident.impact,
    impact_override: incident.impactOverride,
    shortlink: incident.shortlink,
    metadata: incident.metadata,
    components: affected.map((component) => componentShape(page, component)),
    incident_updates: incident.updates.map((update) => updateShape(incident, update)),
    postmortem_body: null,
    postmortem_body_last_updated_at: null,
    postmortem_ignored: false,
    postmortem_notified_subscribers: false,
    postmortem_notified_twitter: false,
    postmortem_published_at: null,
    scheduled_auto_completed: false,
    scheduled_auto_in_progress: false,
    scheduled_for: null,
    scheduled_remind_prior: false,
    scheduled_reminded_at: null,
    scheduled_until: null,
    auto_transition_deliver_notifications_at_end: null,
    auto_transition_deliver_notifications_at_start: null,
    auto_transition_to_maintenance_state: null,
    auto_transition_to_operational_state: null,
  };
}

export function updateShape(incident: Incident, update: IncidentUpdate): Record<string, unknown> {
  return {
    id: update.id,
    incident_id: incident.id,
    status: update.status,
    body: update.body,
    created_at: iso(update.createdAt),
    updated_at: iso(update.updatedAt),
    display_at: iso(update.displayAt),
    deliver_notifications: update.deliverNotifications,
    affected_components: update.affected.length === 0 ? null : update.affected,
    custom_tweet: null,
    tweet_id: null,
    twitter_updated_at: null,
    wants_twitter_update: false,
  };
}

export function worstOf(statuses: readonly ComponentStatus[]): ComponentStatus {
  return componentStatuses.findLast((status) => statuses.includes(status)) ?? 'operational';
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}

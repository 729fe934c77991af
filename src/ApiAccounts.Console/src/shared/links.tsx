import { BreadcrumbButton, Button, Link, NavItem } from '@fluentui/react-components';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, Ref } from 'react';

/** The properties of a component that renders an anchor when it is told to: its types know the element only as a button. */
type Anchor<Props> = Omit<Props, 'as' | 'ref'> & { ref?: Ref<HTMLAnchorElement> };
const anchor = { as: 'a' } as object;

/** Fluent's own components as links of the router: they lead to a route with typed parameters, and open in a new tab as any link does. */
export const AppLink = createLink((props: Anchor<ComponentProps<typeof Link>>) => <Link {...(props as object)} {...anchor} />);

export const LinkButton = createLink((props: Anchor<ComponentProps<typeof Button>>) => <Button {...(props as object)} {...anchor} />);

export const CrumbLink = createLink((props: Anchor<ComponentProps<typeof BreadcrumbButton>>) => (
  <BreadcrumbButton {...(props as object)} {...anchor} />
));

export const NavLink = createLink((props: Anchor<ComponentProps<typeof NavItem>>) => (
  <NavItem {...(props as ComponentProps<typeof NavItem>)} {...anchor} />
));

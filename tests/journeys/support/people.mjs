// People of the worked example, by what they do, and how they come in.
export const people = {
  administrator: 'administrator@northmere.example',
  programmeManager: 'programme.manager@northmere.example',
  themeLead: 'principal.social.worker@northmere.example',
};

export const password = 'seven quiet bridges over one river';

// The administrator makes a link at the command line; the person chooses a password with it, which signs them in.
export async function choosePassword(visitor, program, email) {
  await visitor.open(await program.linkFor(email));
  await visitor.fill('New password', password);
  await visitor.press('Set the password and sign in');
}

export async function signIn(visitor, email) {
  await visitor.open('/sign-in');
  await visitor.fill('Email address', email);
  await visitor.fill('Password', password);
  await visitor.press('Sign in');
}

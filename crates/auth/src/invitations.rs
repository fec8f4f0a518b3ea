//! Links that let somebody make an account.

use crate::{Auth, AuthError, NewPerson, Opened, accounts::check_email, normal, policy, tokens};
use chatbox_core::{
    auth::{Account, Device, Invitation, NewInvitation, Permission, RoleKey},
    error::StoreError,
    ids::{InvitationId, UserId},
};
use chrono::TimeDelta;

/// How long a link is good.
const LIFE: TimeDelta = TimeDelta::days(7);
/// Links that are open at the same time.
const MOST: u64 = 1000;

impl Auth {
    /// Makes a link for an account with this role; returns it with its secret, which is not stored.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for a role above one's own; `Invalid` for what is no address; `Conflict` for one that has an
    /// account, and for too many links.
    pub async fn invite(
        &self,
        by: &Account,
        email: Option<&str>,
        role: impl Into<RoleKey> + Send,
    ) -> Result<(Invitation, String), AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        let role = role.into();
        policy::may_give(by, &self.role(role).await?)?;
        let email = email.map(normal).filter(|email| !email.is_empty());
        if let Some(email) = &email {
            check_email(email)?;
            if self.deps.accounts.account_by_email(email).await?.is_some() {
                return Err(StoreError::Conflict("an account with this address exists".to_owned()).into());
            }
        }
        let now = self.deps.clock.now();
        let (secret, hash) = tokens::secret()?;
        let new = NewInvitation { email, role, made_by: by.id, hash, expires_at: now + LIFE };
        Ok((self.deps.invitations.create_invitation(&new, MOST, now).await?, secret))
    }

    /// The open links, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn invitations(&self) -> Result<Vec<Invitation>, AuthError> {
        Ok(self.deps.invitations.invitations(self.deps.clock.now()).await?)
    }

    /// Withdraws a link.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for a role above one's own; `NotFound` for one that is not open.
    pub async fn withdraw(&self, by: &Account, id: InvitationId) -> Result<(), AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        let open = self.invitations().await?;
        let found = open.iter().find(|one| one.id == id).ok_or(StoreError::NotFound("invitation"))?;
        policy::may_give(by, &found.role)?;
        Ok(self.deps.invitations.withdraw_invitation(id).await?)
    }

    /// What a link offers.
    ///
    /// # Errors
    /// `LinkUsed` for one that is not open.
    pub async fn invitation(&self, secret: &str) -> Result<Invitation, AuthError> {
        let found = self.deps.invitations.invitation_by_hash(tokens::hash(secret), self.deps.clock.now()).await;
        found.map_err(link_used)
    }

    /// Makes the account a link offers, and signs in. The link's address goes before the one that is given.
    ///
    /// # Errors
    /// `LinkUsed` for one that is not open; `Invalid` for what is not accepted; `Conflict` for an address that is taken.
    pub async fn join(&self, secret: &str, person: NewPerson, device: &Device) -> Result<Opened, AuthError> {
        let Invitation { email, role, .. } = self.invitation(secret).await?;
        let person = NewPerson { email: email.unwrap_or(person.email), ..person };
        let new = self.new_account(UserId::new(), person, role.key()).await?;
        let now = self.deps.clock.now();
        let made = self.deps.invitations.accept_invitation(tokens::hash(secret), &new, now).await;
        let account = made.map_err(link_used)?;
        tracing::info!(account = %account.id, "an invitation was accepted");
        self.open(account, device).await
    }
}

fn link_used(error: StoreError) -> AuthError {
    match error {
        StoreError::NotFound(_) => AuthError::LinkUsed,
        error => error.into(),
    }
}

//! Accounts: making them, changing them, their passwords.

use crate::{
    Auth, AuthError, By, NewPerson, Pass, Signed, checked_name, normal, passwords, passwords::Verdict, person, policy,
    random_password,
};
use chatbox_core::{
    auth::{Account, AccountChange, NewAccount, Permission, RoleKey},
    error::StoreError,
    ids::{UserId, Who},
};

/// Characters of an address.
const EMAIL: usize = 254;

impl Auth {
    /// Makes an account.
    ///
    /// # Errors
    /// `Invalid` for what is not accepted, `Conflict` for an address that is taken.
    pub async fn create_account(
        &self,
        person: NewPerson,
        role: impl Into<RoleKey> + Send,
    ) -> Result<Account, AuthError> {
        let new = self.new_account(UserId::new(), person, role.into()).await?;
        Ok(self.deps.accounts.create_account(&new, self.deps.clock.now()).await?)
    }

    /// All accounts, by address.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn accounts(&self) -> Result<Vec<Account>, AuthError> {
        Ok(self.deps.accounts.accounts().await?)
    }

    /// Replaces one's own password and closes all other sessions.
    ///
    /// # Errors
    /// `Invalid` when the old one is wrong or the new one is not accepted; `TooOften` after too many wrong ones.
    pub async fn change_password(&self, signed: &Signed, old: &str, new: &str) -> Result<(), AuthError> {
        let Account { id, email, name, .. } = &signed.account;
        let session = match &signed.by {
            By::Session(session) => session.id,
            By::ApiKey(_) => return Err(AuthError::Forbidden),
        };
        self.check_password(&signed.account, old).await?;
        passwords::check(new, email, name)?;
        let hash = self.passwords.hash(new).await?;
        self.deps.accounts.set_password(*id, &hash, self.deps.clock.now()).await?;
        self.close_others(Who { user: *id }, Some(session)).await
    }

    /// Sets somebody's password and closes all their sessions.
    ///
    /// # Errors
    /// `NotFound` for an unknown address; `Invalid` when the password is not accepted.
    pub async fn reset_password(&self, email: &str, new: &str) -> Result<Account, AuthError> {
        let account = self.by_email(email).await?;
        passwords::check(new, &account.email, &account.name)?;
        let hash = self.passwords.hash(new).await?;
        self.deps.accounts.set_password(account.id, &hash, self.deps.clock.now()).await?;
        self.close_others(Who { user: account.id }, None).await?;
        Ok(account)
    }

    /// Changes somebody's account from the shell, where everything is allowed.
    ///
    /// # Errors
    /// `NotFound` for an unknown address; `Conflict` for the last owner.
    pub async fn set_disabled(&self, email: &str, disabled: bool) -> Result<Account, AuthError> {
        let account = self.by_email(email).await?;
        self.change(account.id, AccountChange { disabled: Some(disabled), role: None }).await
    }

    /// Makes an account with a random password, which is returned.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for a role above one's own; else as [`Auth::create_account`].
    pub async fn admit(
        &self,
        by: &Account,
        email: String,
        name: String,
        role: RoleKey,
    ) -> Result<(Account, String), AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        policy::may_give(by, &self.role(role).await?)?;
        let password = random_password()?;
        let account = self.create_account(NewPerson { email, name, password: password.clone() }, role).await?;
        Ok((account, password))
    }

    /// Changes role and state of an account. Disabling closes its sessions.
    ///
    /// # Errors
    /// `Forbidden` without the permission, for somebody above oneself, or for a role above one's own; `Conflict` for the last owner.
    pub async fn change_account(&self, by: &Account, id: UserId, change: AccountChange) -> Result<Account, AuthError> {
        self.manages(by, id).await?;
        if let Some(role) = change.role {
            policy::may_give(by, &self.role(role).await?)?;
        }
        self.change(id, change).await
    }

    /// Gives an account a random password, which is returned, and closes its sessions.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for somebody above oneself.
    pub async fn renew_password(&self, by: &Account, id: UserId) -> Result<String, AuthError> {
        let account = self.manages(by, id).await?;
        let password = random_password()?;
        self.reset_password(&account.email, &password).await?;
        Ok(password)
    }

    /// The account, if this one may change it.
    pub(crate) async fn manages(&self, by: &Account, id: UserId) -> Result<Account, AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        let account = self.deps.accounts.account(id).await?;
        policy::may_give(by, &account.role)?;
        Ok(account)
    }

    async fn change(&self, id: UserId, change: AccountChange) -> Result<Account, AuthError> {
        // Disabling closes the sessions in the same transaction; those who hold them are told which.
        let closing = if change.disabled == Some(true) { self.passes(Who { user: id }).await? } else { Vec::new() };
        let changed = self.deps.accounts.change_account(id, change, self.deps.clock.now()).await?;
        self.tell_closed(closing);
        if change.role.is_some() {
            self.rights.send_replace(());
        }
        Ok(changed)
    }

    /// Whatever lets somebody in at this moment.
    pub(crate) async fn passes(&self, who: Who) -> Result<Vec<Pass>, AuthError> {
        let sessions = self.sessions(who).await?.into_iter().map(|session| Pass::Session(session.id));
        let keys = self.api_keys(who).await?.into_iter().map(|key| Pass::ApiKey(key.id));
        Ok(sessions.chain(keys).collect())
    }

    pub(crate) fn tell_closed(&self, passes: Vec<Pass>) {
        for pass in passes {
            let _ = self.closed.send(pass);
        }
    }

    /// # Errors
    /// `Invalid` when it is wrong; `TooOften` after too many wrong ones.
    pub(crate) async fn check_password(&self, account: &Account, password: &str) -> Result<(), AuthError> {
        let person = person(&account.email);
        if let Some(wait) = self.throttle.wait(&[&person], self.deps.clock.now()) {
            return Err(AuthError::TooOften { wait });
        }
        let known = self.deps.accounts.account_by_email(&account.email).await?.map(|(_, hash)| hash);
        if self.passwords.verify(password, known.as_deref()).await? == Verdict::Wrong {
            self.throttle.failed(&[&person], self.deps.clock.now());
            return Err(AuthError::Invalid("the current password is wrong".to_owned()));
        }
        Ok(())
    }

    pub(crate) async fn by_email(&self, email: &str) -> Result<Account, AuthError> {
        let found = self.deps.accounts.account_by_email(&normal(email)).await?;
        found.map(|(account, _)| account).ok_or(AuthError::Store(StoreError::NotFound("account")))
    }

    pub(crate) async fn new_account(
        &self,
        id: UserId,
        person: NewPerson,
        role: RoleKey,
    ) -> Result<NewAccount, AuthError> {
        let email = normal(&person.email);
        check_email(&email)?;
        let name = checked_name(&person.name, "a name has")?;
        passwords::check(&person.password, &email, &name)?;
        let password = self.passwords.hash(&person.password).await?;
        Ok(NewAccount { id, email, name, role, password })
    }
}

/// Something before and after one `@`, no space, no control characters: what mail servers take differs, and no mail is sent.
pub(crate) fn check_email(email: &str) -> Result<(), AuthError> {
    let parts = email.split_once('@').filter(|(before, after)| {
        !before.is_empty()
            && after.len() > 2
            && !after.contains('@')
            && !after.starts_with('.')
            && !after.ends_with('.')
    });
    let is_clean = email.len() <= EMAIL && !email.chars().any(|char| char.is_whitespace() || char.is_control());
    match parts {
        Some(_) if is_clean => Ok(()),
        _ => Err(AuthError::Invalid("this is no e-mail address".to_owned())),
    }
}

//! The system-call filter.

use crate::limits::Sandbox;

impl Sandbox {
    #[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
    pub(crate) fn enter(self) -> Result<(), String> {
        Ok(())
    }

    /// Installs the filter for all threads; there is no way back.
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    pub(crate) fn enter(self) -> Result<(), String> {
        let rules = match self {
            Self::Off => return Ok(()),
            Self::Compute => linux::rules(&[linux::CALLS])?,
            Self::Parse => linux::rules(&[linux::CALLS, linux::FILES])?,
        };
        linux::install(rules).map_err(|error| format!("system-call filter: {error}"))
    }
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod linux {
    use seccompiler::{
        BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition,
        SeccompFilter, SeccompRule,
    };
    use std::collections::BTreeMap;

    type Rules = BTreeMap<i64, Vec<SeccompRule>>;

    /// Network, programs, other processes, and the doors around this filter (io_uring, bpf, handles).
    pub(super) const CALLS: &[i64] = &[
        libc::SYS_socket,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_open,
        libc::SYS_pidfd_getfd,
        libc::SYS_pidfd_send_signal,
        libc::SYS_rt_sigqueueinfo,
        libc::SYS_rt_tgsigqueueinfo,
        libc::SYS_tkill,
        libc::SYS_io_uring_setup,
        libc::SYS_io_uring_enter,
        libc::SYS_io_uring_register,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_open_by_handle_at,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_pivot_root,
        libc::SYS_chroot,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_keyctl,
        libc::SYS_add_key,
        libc::SYS_request_key,
        libc::SYS_init_module,
        libc::SYS_finit_module,
        libc::SYS_delete_module,
        libc::SYS_kexec_load,
        libc::SYS_reboot,
        libc::SYS_swapon,
        libc::SYS_swapoff,
        libc::SYS_acct,
        libc::SYS_quotactl,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_fork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_vfork,
    ];

    /// Opening, making, changing and removing files.
    pub(super) const FILES: &[i64] = &[
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_unlinkat,
        libc::SYS_renameat2,
        libc::SYS_mkdirat,
        libc::SYS_linkat,
        libc::SYS_symlinkat,
        libc::SYS_mknodat,
        libc::SYS_fchmodat,
        libc::SYS_fchownat,
        libc::SYS_truncate,
        libc::SYS_utimensat,
        libc::SYS_setxattr,
        libc::SYS_lsetxattr,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_open,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_creat,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_unlink,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_rename,
        libc::SYS_renameat,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_mkdir,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_rmdir,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_link,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_symlink,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_mknod,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_chmod,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_chown,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_lchown,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_utime,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_utimes,
    ];

    pub(super) fn rules(lists: &[&[i64]]) -> Result<Rules, String> {
        let mut rules: Rules = lists.iter().flat_map(|list| list.iter()).map(|&call| (call, Vec::new())).collect();
        let own = u64::from(std::process::id());
        // Signals only to this process itself: `abort` needs them.
        rules.insert(libc::SYS_kill, vec![rule(0, Len::Dword, Op::Ne, own)?]);
        rules.insert(libc::SYS_tgkill, vec![rule(0, Len::Dword, Op::Ne, own)?]);
        // Threads are made with `clone(CLONE_VM …)`; a new process is not. `clone3` hides its flags: the C library falls back.
        let vm = libc::CLONE_VM as u64;
        rules.insert(libc::SYS_clone, vec![rule(0, Len::Qword, Op::MaskedEq(vm), 0)?]);
        // Connected local pairs stay (runtimes wake themselves with them); datagram pairs could be addressed elsewhere.
        let datagram =
            [libc::SOCK_DGRAM, libc::SOCK_RAW].map(|kind| rule(1, Len::Dword, Op::MaskedEq(0xf), kind as u64));
        rules.insert(libc::SYS_socketpair, datagram.into_iter().collect::<Result<_, _>>()?);
        #[cfg(target_arch = "x86_64")]
        deny_x32(&mut rules);
        Ok(rules)
    }

    pub(super) fn install(rules: Rules) -> Result<(), Box<dyn std::error::Error>> {
        let denied = filter(rules, libc::EPERM)?;
        // No such call, rather than forbidden, so that the C library uses `clone`.
        let absent = filter(BTreeMap::from([(libc::SYS_clone3, Vec::new())]), libc::ENOSYS)?;
        seccompiler::apply_filter_all_threads(&absent)?;
        seccompiler::apply_filter_all_threads(&denied)?;
        Ok(())
    }

    fn filter(rules: Rules, errno: i32) -> Result<BpfProgram, BackendError> {
        let refuse = SeccompAction::Errno(errno.unsigned_abs());
        SeccompFilter::new(rules, SeccompAction::Allow, refuse, std::env::consts::ARCH.try_into()?)?.try_into()
    }

    fn rule(argument: u8, length: Len, op: Op, value: u64) -> Result<SeccompRule, String> {
        SeccompCondition::new(argument, length, op, value)
            .and_then(|condition| SeccompRule::new(vec![condition]))
            .map_err(|error| format!("system-call filter: {error}"))
    }

    /// The x32 calls of x86-64 kernels are the same calls under numbers with this bit; some kernels have them.
    #[cfg(target_arch = "x86_64")]
    fn deny_x32(rules: &mut Rules) {
        const X32: i64 = 0x4000_0000;
        let calls: Vec<i64> = rules.keys().copied().collect();
        rules.extend(calls.into_iter().map(|call| (call | X32, Vec::new())));
    }
}

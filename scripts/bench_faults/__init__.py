"""Faults on purpose: killed builds, full disks, damaged files, crowds; and whether any answer is lost or wrong."""
